using System.Diagnostics;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>
/// The tests of vector execution again in child processes with instruction sets switched off, and every bit of the
/// results compared between them.
/// </summary>
public class InstructionSetTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 256)]
    [InlineData("DOTNET_EnableAVX2", 128)]
    [InlineData("DOTNET_EnableHWIntrinsic", 0)]
    public async Task Results_are_the_same_to_the_bit_without(string setting, int widestVector)
    {
        Assert.SkipWhen(
            InstructionSets.WidestVector <= widestVector,
            $"This process computes with vectors of {InstructionSets.WidestVector} bits at most; there is nothing to switch off.");
        string file = Path.GetTempFileName();
        try
        {
            await RunChild(setting, widestVector, file);

            Assert.Equal(ExecutionDigest.Compute(), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task RunChild(string setting, int widestVector, string digestFile)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string host = Environment.ProcessPath!;
        // Either the test executable itself, or the host that is given the assembly.
        string[] prefix = Path.GetFileName(host) is "dotnet" or "dotnet.exe"
            ? [typeof(InstructionSetTests).Assembly.Location] : [];
        var start = new ProcessStartInfo(host)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])
        [
            .. prefix, "--progress", "off", "--minimum-expected-tests", "10",
            "--filter-class", typeof(InstructionSetProbe).FullName!, typeof(VectorExecutionTests).FullName!,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[setting] = "0";
        start.Environment[InstructionSets.ExpectedVariable] = widestVector.ToString();
        start.Environment[InstructionSets.DigestFileVariable] = digestFile;
        start.Environment["TESTINGPLATFORM_TELEMETRY_OPTOUT"] = "1";
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> errors = child.StandardError.ReadToEndAsync(cancellation);
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(Limit);
        try
        {
            await child.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(
            child.ExitCode == 0,
            $"With {setting}=0 the tests of vector execution end with exit code {child.ExitCode}:\n{await output}\n{await errors}");
    }
}
