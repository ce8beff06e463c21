using System.Diagnostics;
using System.Reflection;
using TinyRecursion.Cli.Tests;
using TinyRecursion.Tasks.Standard;
using Xunit;

namespace TinyRecursion.Docs.Tests;

/// <summary>Runs blocks of commands as a reader would: <c>trm</c> and samples within this process, all else by bash.</summary>
internal sealed class Shell
{
    // As everywhere in the tests: a missing compiler ends a block early, unless the environment asks for one.
    private static readonly bool HasCompiler = Environment.GetEnvironmentVariable("TRM_REQUIRE_COMPILERS") == "1"
        || Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "gcc")));

    private readonly Dictionary<string, string[]> _aliases = [];

    /// <summary>Runs the commands that come first, invisibly: files of others, for which ours stand in, and what a program needs.</summary>
    public Task Prepare(Block block) => Run(block, block.Note("first").Select(line => new CommandLine(line, 0)));

    /// <summary>Runs all lines of a block and returns what they printed.</summary>
    public Task<string> Run(Block block) => Run(block, CommandLine.Of(block));

    private async Task<string> Run(Block block, IEnumerable<CommandLine> lines)
    {
        string all = string.Empty;
        foreach (CommandLine line in lines)
        {
            if (line.Text.StartsWith("gcc ", StringComparison.Ordinal) && !HasCompiler)
            {
                break;
            }

            (int code, int expected, string output, string error) = (0, line.ExitCode, string.Empty, string.Empty);
            foreach (string stage in line.Stages())
            {
                string text = stage.StartsWith("$ ", StringComparison.Ordinal) ? stage[2..] : stage;
                string[] words = Expand(CommandLine.Words(text));
                (words, expected) = Shorten(block, words, line.ExitCode);
                (code, output, string errors) = await RunStage(text, words, output);
                error += errors;
            }

            Assert.True(code == expected, $"{block.Place}: `{line.Text}` ended with {code}, expected {expected}: {error}");
            all += output + error;
        }

        return all;
    }

    private static (string[] Words, int ExitCode) Shorten(Block block, string[] words, int exitCode)
    {
        int program = words[0] == "sample" ? 2 : 1;
        (string[] shorter, exitCode) = ShortForm.Of(block, words[program..], exitCode);
        return ([.. words[..program], .. shorter], exitCode);
    }

    private string[] Expand(string[] words) => words switch
    {
        ["dotnet", "run", "-c", "Release", "--project", "src/TinyRecursion.Cli", "--", .. var rest] => ["trm", .. rest],
        ["dotnet", "run", "-c", "Release", "--project", var sample, .. var rest] when sample.StartsWith("samples/", StringComparison.Ordinal) => ["sample", Path.GetFileName(sample), .. rest.SkipWhile(word => word == "--")],
        ["dotnet", var file, .. var rest] when file.StartsWith("samples/", StringComparison.Ordinal) => ["sample", Path.GetFileNameWithoutExtension(file), .. rest],
        [var name, .. var rest] when _aliases.TryGetValue(name, out string[]? meaning) => [.. meaning, .. rest],
        _ => words,
    };

    private async Task<(int Code, string Output, string Error)> RunStage(string text, string[] words, string input)
    {
        switch (words)
        {
            case ["trm", .. var arguments]:
                (arguments, string? file, bool append) = Redirection(arguments);
                return Written(await CapturedConsole.Run(input, () => Cli.Trm.RunAsync(arguments, StandardTasks.All)), file, append);
            case ["sample", var name, .. var arguments]:
                (arguments, file, append) = Redirection(arguments);
                return Written(await CapturedConsole.Run(input, () => Task.FromResult(ManagedProgram.Run(Assembly.Load(name), arguments))), file, append);
            case ["alias", var definition]:
                string[] parts = definition.Split('=', 2);
                _aliases[parts[0]] = Expand(CommandLine.Words(parts[1]));
                return (0, string.Empty, string.Empty);
            case ["dotnet", "build", "-c", "Release", var project]:
                // It is built: the tests reference it.
                return (Directory.Exists(project) ? 0 : 1, string.Empty, string.Empty);
            case ["dotnet", "tool", "install", "-g", "TinyRecursion.Tool"]:
                // eng/check-packages installs it, from packages that it makes.
                return (0, string.Empty, string.Empty);
            default:
                return await Start("bash", ["-c", text], input);
        }
    }

    private static (string[] Arguments, string? File, bool Append) Redirection(string[] words)
    {
        int at = Array.FindIndex(words, word => word is ">" or ">>");
        return at < 0 ? (words, null, false) : (words[..at], words[at + 1], words[at] == ">>");
    }

    private static (int Code, string Output, string Error) Written((int Code, string Output, string Error) run, string? file, bool append)
    {
        if (file is null)
        {
            return run;
        }

        File.WriteAllText(file, append && File.Exists(file) ? File.ReadAllText(file) + run.Output : run.Output);
        return (run.Code, string.Empty, run.Error);
    }

    private static async Task<(int Code, string Output, string Error)> Start(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that ended without reading what it was given.
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
