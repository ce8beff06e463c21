using System.Runtime.InteropServices;
using TinyRecursion.Execution;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>Run in a child process by <see cref="InstructionSetTests"/>; by itself it checks that digests repeat.</summary>
public class InstructionSetProbe
{
    [Fact]
    public void The_instruction_sets_are_the_expected_ones()
    {
        if (Environment.GetEnvironmentVariable(InstructionSets.ExpectedVariable) is { } expected)
        {
            Assert.Equal(expected, InstructionSets.WidestVector.ToString());
            Assert.Equal(RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64 && InstructionSets.WidestVector < 256, Machine.Warning is not null);
        }
    }

    [Fact]
    public void The_digest_repeats()
    {
        string digest = ExecutionDigest.Compute();

        if (Environment.GetEnvironmentVariable(InstructionSets.DigestFileVariable) is { } path)
        {
            File.WriteAllText(path, digest);
        }
        else
        {
            Assert.Equal(digest, ExecutionDigest.Compute());
        }
    }
}
