using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Maze;

/// <summary>Runs what answers on many mazes, several at once; the results do not depend on the number of threads.</summary>
internal static class MazeBatch
{
    /// <summary>Runs all mazes of a job, with a line of progress.</summary>
    public static MazeResult[] Run(MazeJob job, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("right", job.Puzzles.Count);
        return Run(
            job.Loaded.Open, job.Puzzles, job.Settings, job.Threads, (done, result) => progress.Advance(done, result.IsRight), cancellation);
    }

    /// <summary>Runs all mazes.</summary>
    /// <param name="open">Opens what answers mazes on one thread.</param>
    /// <param name="puzzles">The mazes.</param>
    /// <param name="options">Steps and starts.</param>
    /// <param name="threads">Mazes at once.</param>
    /// <param name="onDone">Called after each maze with how many are done; from several threads, one at a time.</param>
    /// <param name="cancellation">Ends the batch.</param>
    public static MazeResult[] Run(
        Func<IMazeRunner> open, IReadOnlyList<MazePuzzle> puzzles, MazeRunOptions options, int threads,
        Action<int, MazeResult> onDone, CancellationToken cancellation)
    {
        var results = new MazeResult[puzzles.Count];
        int done = 0;
        object gate = new();
        Parallel.For(
            0, puzzles.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            open,
            (i, _, runner) =>
            {
                results[i] = runner.Run(puzzles[i], options, null, cancellation);
                lock (gate)
                {
                    onDone(++done, results[i]);
                }

                return runner;
            },
            runner => runner.Dispose());
        return results;
    }
}
