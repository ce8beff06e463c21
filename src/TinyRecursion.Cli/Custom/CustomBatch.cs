using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Cli.Custom;

/// <summary>Runs a rule on many instances, several at once; the results do not depend on the number of threads.</summary>
internal static class CustomBatch
{
    /// <summary>Runs all instances.</summary>
    /// <param name="runner">The runner.</param>
    /// <param name="instances">The instances.</param>
    /// <param name="options">Steps and starts.</param>
    /// <param name="threads">Instances at once.</param>
    /// <param name="onDone">Called after each instance with how many are done; from several threads, one at a time.</param>
    /// <param name="cancellation">Ends the batch.</param>
    public static CustomResult[] Run(
        CustomRunner runner, IReadOnlyList<CustomInstance> instances, CustomRunOptions options, int threads,
        Action<int, CustomResult> onDone, CancellationToken cancellation)
    {
        var results = new CustomResult[instances.Count];
        int done = 0;
        object gate = new();
        Parallel.For(
            0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            i =>
            {
                results[i] = runner.Run(instances[i], options, cancellation);
                lock (gate)
                {
                    onDone(++done, results[i]);
                }
            });
        return results;
    }
}
