namespace TinyRecursion.Cli.Help;

/// <summary>What the verbs of the program are for, in the order in which help lists them.</summary>
internal static class VerbGroups
{
    /// <summary>The heading above a verb.</summary>
    public static string Of(string verb) => verb switch
    {
        "solve" or "eval" or "calc" or "generate" or "show" => "Use",
        "train" or "compress" or "import" or "export" => "Make",
        "prove" or "check" or "audit" or "dispute" or "sign" or "verify" or "measure" or "digest" or "parity" => "Trust",
        _ => "Inspect",
    };
}
