using System.Diagnostics;
using Spectre.Console;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>Solves boards one after the other on a terminal, showing each as it changes from step to step.</summary>
internal static class SudokuLiveView
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(40);

    /// <summary>Runs all boards.</summary>
    public static SudokuAnswer[] Run(SudokuJob job, CancellationToken cancellation)
    {
        IReadOnlyList<SudokuPuzzle> puzzles = job.Puzzles;
        var answers = new SudokuAnswer[puzzles.Count];
        using ISudokuRunner runner = job.Open();
        AnsiConsole.Live(new Text(string.Empty)).AutoClear(true).Start(context =>
        {
            int solved = 0;
            for (int i = 0; i < puzzles.Count; i++)
            {
                SudokuBoard board = puzzles[i].Board;
                var watch = Stopwatch.StartNew();
                TimeSpan shown = -Frame;
                answers[i] = new SudokuAnswer(puzzles[i], runner.Run(board, job.Settings, Show, cancellation)) { Elapsed = watch.Elapsed };
                solved += answers[i].IsSolved ? 1 : 0;

                void Show(int step, ReadOnlySpan<byte> digits)
                {
                    // The first steps are shown one by one, since that is where most happens.
                    bool early = step <= 12 && watch.Elapsed - shown < Frame;
                    if (early)
                    {
                        Thread.Sleep(Frame / 2);
                    }
                    else if (watch.Elapsed - shown < Frame)
                    {
                        return;
                    }

                    shown = watch.Elapsed;
                    context.UpdateTarget(new Rows(
                        new Markup($"puzzle {i + 1} of {puzzles.Count}   step {step}   solved {solved}\n"),
                        new Markup(BoardText.Markup(board, digits))));
                }
            }
        });
        return answers;
    }
}
