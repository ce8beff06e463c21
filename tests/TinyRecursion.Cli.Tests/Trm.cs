using System.Diagnostics;
using System.Text.Json;
using TinyRecursion.Tasks.Standard;

namespace TinyRecursion.Cli.Tests;

/// <summary>Runs the command line, within this process where it makes no difference: that takes milliseconds instead of a second.</summary>
internal static class Trm
{
    /// <summary>The folder that holds the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What a run printed and returned.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Error)
    {
        /// <summary>The JSON object that it printed.</summary>
        public JsonElement Json()
        {
            using JsonDocument document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }

        /// <summary>A metric of the JSON object that it printed.</summary>
        public double Metric(string name) => Json().GetProperty("metrics").GetProperty(name).GetDouble();
    }

    /// <summary>Runs a command line to its end.</summary>
    public static Task<Outcome> Run(params string[] arguments) => RunWithInput(string.Empty, arguments);

    /// <summary>Runs a command line to its end with something on standard input.</summary>
    public static async Task<Outcome> RunWithInput(string input, params string[] arguments)
    {
        // Paths on command lines are those from the repository's root; the test framework enters the folder of the tests.
        Directory.SetCurrentDirectory(Root);
        (int code, string output, string error) = await CapturedConsole.Run(input, () => TinyRecursion.Cli.Trm.RunAsync(arguments, StandardTasks.All));
        return new Outcome(code, output, error);
    }

    /// <summary>Starts the program as a process of its own.</summary>
    public static Process Start(params string[] arguments) => StartBuilt("trm", arguments);

    /// <summary>Runs the program as a process of its own.</summary>
    public static Task<Outcome> RunProcess(params string[] arguments) => Finish(Start(arguments), string.Empty);

    /// <summary>Runs the program with a limit on the size of each file that it writes; more fails as on a full disk.</summary>
    public static Task<Outcome> RunLimited(int kibibytes, params string[] arguments)
    {
        ProcessStartInfo start = Redirected("bash");
        start.ArgumentList.Add("-c");
        // Without the trap the first write beyond the limit would end the program by a signal.
        start.ArgumentList.Add($"trap '' XFSZ; ulimit -f {kibibytes}; exec dotnet \"$@\"");
        start.ArgumentList.Add("bash");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "trm.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        // Without it the runtime maps its code through a file in memory, which the limit would stop too.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Finish(Process.Start(start)!, string.Empty);
    }

    /// <summary>Runs a sample, which is built beside the tests, to its end.</summary>
    public static Task<Outcome> RunSample(string name, params string[] arguments) => Finish(StartBuilt(name, arguments), string.Empty);

    private static Process StartBuilt(string program, string[] arguments)
    {
        ProcessStartInfo start = Redirected("dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program + ".dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        return Process.Start(start)!;
    }

    private static ProcessStartInfo Redirected(string program) => new(program)
    {
        WorkingDirectory = Root,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static async Task<Outcome> Finish(Process started, string input)
    {
        using Process process = started;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await error);
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "TinyRecursion.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
