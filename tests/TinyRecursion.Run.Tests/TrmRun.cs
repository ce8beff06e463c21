using TinyRecursion.Cli.Tests;

namespace TinyRecursion.Run.Tests;

/// <summary>Runs the program within the tests.</summary>
internal static class TrmRun
{
    /// <summary>What a run printed and returned.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Error);

    /// <summary>Runs it with nothing on standard input.</summary>
    public static Outcome Run(params string[] args) => RunWithInput(string.Empty, args);

    /// <summary>Runs it.</summary>
    public static Outcome RunWithInput(string input, params string[] args)
    {
        using var reader = new StringReader(input);
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = RunProgram.Run(args, reader, output, error);
        return new Outcome(code, output.ToString(), error.ToString());
    }

    /// <summary>A file of the repository.</summary>
    public static string InRepository(string path) => Path.Combine(Trm.Root, path);
}
