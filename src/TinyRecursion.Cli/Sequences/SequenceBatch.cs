using System.Collections.Concurrent;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Cli.Sequences;

/// <summary>Runs a model on many sequences, several at once; neither results nor their order depend on the number of threads.</summary>
internal static class SequenceBatch
{
    /// <summary>Sequences that are held at a time: enough to keep all threads busy, few enough for any number in all.</summary>
    private const int Chunk = 256;

    /// <summary>Runs all sequences, as they are asked for.</summary>
    /// <param name="rule">The rule in its cycles.</param>
    /// <param name="config">The model's architecture.</param>
    /// <param name="examples">The sequences; they fit the model.</param>
    /// <param name="options">How long to run each, told by its place.</param>
    /// <param name="threads">Sequences at once.</param>
    /// <param name="onDone">Called after each with its place, itself and its result; from several threads, one at a time.</param>
    /// <param name="cancellation">Ends the batch.</param>
    /// <returns>Sequences and results in order.</returns>
    public static IEnumerable<(TokenExample Example, SequenceResult Result)> Run(
        IRule rule, TrmConfig config, IEnumerable<TokenExample> examples, Func<int, SequenceRunOptions> options, int threads,
        Action<int, TokenExample, SequenceResult> onDone, CancellationToken cancellation)
    {
        var idle = new ConcurrentBag<SequenceRunner>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        object gate = new();
        int first = 0;
        try
        {
            foreach (TokenExample[] chunk in examples.Chunk(Chunk))
            {
                var results = new SequenceResult[chunk.Length];
                int start = first;
                Parallel.For(
                    0, chunk.Length, parallel,
                    () => idle.TryTake(out SequenceRunner? runner) ? runner : new SequenceRunner(rule, config),
                    (i, _, runner) =>
                    {
                        results[i] = runner.Run(chunk[i].Inputs, chunk[i].Puzzle, options(start + i), cancellation);
                        lock (gate)
                        {
                            onDone(start + i, chunk[i], results[i]);
                        }

                        return runner;
                    },
                    idle.Add);
                for (int i = 0; i < chunk.Length; i++)
                {
                    yield return (chunk[i], results[i]);
                }

                first += chunk.Length;
            }
        }
        finally
        {
            foreach (SequenceRunner runner in idle)
            {
                runner.Dispose();
            }
        }
    }
}
