using System.Diagnostics;
using TinyRecursion.Cli;
using TinyRecursion.Tasks.Standard;

namespace TinyRecursion.Fuzz;

/// <summary>What a command did with a file.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
/// <param name="Seconds">Processor time.</param>
/// <param name="Allocated">Bytes taken from managed memory in all, some of which were free again at once.</param>
internal sealed record CommandRun(int ExitCode, string Output, string Error, double Seconds, long Allocated)
{
    /// <summary>Runs a command line in this process, whose console it takes over.</summary>
    public static async Task<CommandRun> Run(string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        Console.SetOut(output);
        Console.SetError(error);
        Console.SetIn(TextReader.Null);
        long allocated = GC.GetTotalAllocatedBytes();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        int code = await Trm.RunAsync(arguments, StandardTasks.All);
        return new CommandRun(
            code, output.ToString(), error.ToString(), (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds, GC.GetTotalAllocatedBytes() - allocated);
    }

    /// <summary>What is wrong with it; null where nothing is.</summary>
    /// <param name="folder">The folder of all files that it read: a refusal names one of them.</param>
    public string? Fault(string folder) =>
        ExitCode is not (0 or 1 or 2) ? $"exit code {ExitCode}: {Error}"
        : Seconds > 2 ? $"took {Seconds:f1} s"
        : (Output + Error).Any(IsRaw) ? $"control characters reach the terminal: {Error}"
        : ExitCode == 2 && !Error.Contains(folder, StringComparison.Ordinal) ? $"a refusal without the file's name: {Error}"
        : null;

    // What a terminal acts on, or what changes the order in which a line is read.
    private static bool IsRaw(char c) => (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
