using System.Collections.Concurrent;
using TinyRecursion.Execution.Float;
using TinyRecursion.Problems;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>Results do not depend on how many threads there are, nor on what they ran before.</summary>
public class ThreadCountTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Sessions_over_shared_weights_agree_to_the_bit(int threads)
    {
        SampleCase sample = RandomRules.Draw(12, 64);
        Problem[] problems = [.. SampleContext.ProblemsLike(sample, seed: 2, maximumWidth: 64).Take(40)];
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);

        Assert.Equal(Solve(weights, problems, 1), Solve(weights, problems, threads));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Digests_of_all_operations_agree(int threads)
    {
        string[] names = [.. OperationKinds.Types.Select(type => type.Name)];
        string[] alone = [.. names.Select(name => ExecutionDigest.Of(OperationSamples.Draw(name, 9, 64)))];
        var together = new string[names.Length];

        Parallel.For(
            0, names.Length, new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => together[i] = ExecutionDigest.Of(OperationSamples.Draw(names[i], 9, 64)));

        Assert.Equal(alone, together);
    }

    /// <summary>The logits of each problem after four steps, from sessions that are passed on between problems.</summary>
    private static float[][] Solve(FloatWeights weights, Problem[] problems, int threads)
    {
        var idle = new ConcurrentBag<FloatSession>();
        var logits = new float[problems.Length][];
        Parallel.For(
            0, problems.Length, new ParallelOptions { MaxDegreeOfParallelism = threads },
            i =>
            {
                FloatSession session = idle.TryTake(out FloatSession? used) ? used : new FloatSession(weights);
                var state = new float[problems[i].Cells * weights.Graph.StateWidth];
                SeededRandom.Fill(state, (ulong)i);
                session.Bind(problems[i]);
                session.SetState(state);
                for (int step = 0; step < 4; step++)
                {
                    session.Step();
                }

                logits[i] = session.Readout().ToArray();
                idle.Add(session);
            });
        foreach (FloatSession session in idle)
        {
            session.Dispose();
        }

        return logits;
    }
}
