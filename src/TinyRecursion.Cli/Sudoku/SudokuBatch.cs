using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>Runs a model on many boards, several at once; the answers do not depend on the number of threads.</summary>
internal static class SudokuBatch
{
    /// <summary>Runs all boards of a job, with a line of progress.</summary>
    public static SudokuAnswer[] Run(SudokuJob job, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("solved", job.Puzzles.Count);
        return Run(
            job.Open, job.Puzzles, job.Settings, job.Threads, (done, answer) => progress.Advance(done, answer.IsSolved), cancellation);
    }

    /// <summary>Runs all boards.</summary>
    /// <param name="open">Opens what solves boards on one thread.</param>
    /// <param name="puzzles">The boards.</param>
    /// <param name="options">Steps and starts.</param>
    /// <param name="threads">Boards at once.</param>
    /// <param name="onDone">Called after each board with how many are done; from several threads, one at a time.</param>
    /// <param name="cancellation">Ends the batch.</param>
    public static SudokuAnswer[] Run(
        Func<ISudokuRunner> open, IReadOnlyList<SudokuPuzzle> puzzles, SudokuRunOptions options, int threads,
        Action<int, SudokuAnswer> onDone, CancellationToken cancellation)
    {
        var answers = new SudokuAnswer[puzzles.Count];
        // Fewer boards than threads: the rest works on the starts of one board.
        options = options with { Threads = Math.Max(1, threads / puzzles.Count) };
        int done = 0;
        object gate = new();
        Parallel.For(
            0, puzzles.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            open,
            (i, _, runner) =>
            {
                long started = Stopwatch.GetTimestamp();
                SudokuResult result = runner.Run(puzzles[i].Board, options, null, cancellation);
                answers[i] = new SudokuAnswer(puzzles[i], result) { Elapsed = Stopwatch.GetElapsedTime(started) };
                lock (gate)
                {
                    onDone(++done, answers[i]);
                }

                return runner;
            },
            runner => runner.Dispose());
        return answers;
    }
}
