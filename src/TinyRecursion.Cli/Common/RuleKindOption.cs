using System.CommandLine;

namespace TinyRecursion.Cli.Common;

/// <summary>The <c>--rules</c> option.</summary>
internal static class RuleKindOption
{
    /// <summary>Creates the option.</summary>
    /// <param name="kinds">What the task offers and what each means there; the first is the default.</param>
    public static Option<RuleKind> Create(params (RuleKind Kind, string Meaning)[] kinds)
    {
        var option = new Option<RuleKind>("--rules")
        {
            Description = $"What answers: {string.Join("; ", kinds.Select(kind => $"{NameOf(kind.Kind)}, {kind.Meaning}"))}.",
            HelpName = string.Join('|', kinds.Select(kind => NameOf(kind.Kind))),
            DefaultValueFactory = _ => kinds[0].Kind,
        };
        option.AcceptOnlyFromAmong([.. kinds.Select(kind => NameOf(kind.Kind))]);
        return option;
    }

    /// <summary>How a kind is written on the command line.</summary>
#pragma warning disable CA1308 // What users type is in lower case.
    public static string NameOf(RuleKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
