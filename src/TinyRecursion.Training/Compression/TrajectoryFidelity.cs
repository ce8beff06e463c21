using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>
/// How far the states of a compressed rule drift from those of the original when both run alone from the same start: accuracy of
/// answers hides it until it is too late.
/// </summary>
internal static class TrajectoryFidelity
{
    /// <summary>Runs both rules side by side.</summary>
    /// <param name="original">The rule.</param>
    /// <param name="compressed">The same after compression, of the same state width.</param>
    /// <param name="problems">Problems, at least one.</param>
    /// <param name="steps">Steps of each run, at least one.</param>
    /// <param name="stride">Steps of the original that one of the compressed rule stands for.</param>
    /// <param name="threads">Problems at once; changes the speed, never the result.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>For each step the root mean square of what the states differ by, relative to that of the original's states.</returns>
    public static double[] Measure(
        IRule original, IRule compressed, IReadOnlyList<Problem> problems, int steps, int stride = 1, int threads = 1,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(problems.Count, 1, nameof(problems));
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        var differences = new double[problems.Count, steps];
        var sizes = new double[problems.Count, steps];
        Parallel.For(0, problems.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            using IRuleSession left = original.Open(), right = compressed.Open();
            left.Bind(problems[i]);
            right.Bind(problems[i]);
            float[] a = new float[problems[i].Cells * original.StateWidth], b = new float[a.Length];
            for (int step = 0; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (int at = 0; at < stride; at++)
                {
                    left.Step();
                }

                right.Step();
                left.CopyState(a);
                right.CopyState(b);
                for (int j = 0; j < a.Length; j++)
                {
                    differences[i, step] += (a[j] - b[j]) * (double)(a[j] - b[j]);
                    sizes[i, step] += a[j] * (double)a[j];
                }
            }
        });
        return [.. Enumerable.Range(0, steps).Select(step =>
        {
            double size = Enumerable.Range(0, problems.Count).Sum(i => sizes[i, step]);
            return size == 0 ? 0 : Math.Sqrt(Enumerable.Range(0, problems.Count).Sum(i => differences[i, step]) / size);
        })];
    }
}
