using System.Diagnostics;
using TinyRecursion.Edge;
using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>An exported program, compiled in a folder of its own that is deleted afterwards. Warnings are errors.</summary>
internal sealed class CompiledProgram : IDisposable
{
    /// <summary>Ends with an error at the first thing that C leaves undefined, or that lies outside a buffer.</summary>
    public const string Sanitised = "-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all";

    private readonly string _folder;

    /// <summary>Compiles.</summary>
    /// <param name="program">The program.</param>
    /// <param name="compiler"><c>gcc</c> or <c>clang</c>.</param>
    /// <param name="options">Options besides those for warnings.</param>
    public CompiledProgram(EdgeProgram program, string compiler = "gcc", string options = Sanitised)
    {
        Compilers.Require(compiler);
        _folder = Directory.CreateTempSubdirectory("edge").FullName;
        program.Write(_folder);
        ProcessResult result = Start(
            compiler, ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", .. options.Split(' '), .. Sources(program), "-o", "program"], string.Empty);
        Assert.True(result.ExitCode == 0, result.Errors);
    }

    /// <summary>Runs it.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="arguments">Its arguments.</param>
    public ProcessResult Run(string input, params string[] arguments) => Start(Path.Combine(_folder, "program"), arguments, input);

    /// <summary>Runs it, expects it to end well, and gives the lines that it prints.</summary>
    public string[] Lines(string input, params string[] arguments)
    {
        ProcessResult result = Run(input, arguments);
        Assert.True(result.ExitCode is 0 or 1, $"ended with {result.ExitCode}: {result.Errors}");
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> Sources(EdgeProgram program) =>
        program.Files.Select(file => file.Key).Where(name => name.EndsWith(".c", StringComparison.Ordinal));

    private ProcessResult Start(string file, string[] arguments, string input)
    {
        using Process process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything, as it does after a mistake in the input.
        }

        process.WaitForExit();
        return new ProcessResult(process.ExitCode, output.Result, errors.Result);
    }
}
