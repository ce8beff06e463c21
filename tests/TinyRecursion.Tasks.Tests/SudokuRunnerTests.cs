using TinyRecursion.Execution.Float;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests;

/// <summary>What a run makes of a board, with the shipped model.</summary>
public sealed class SudokuRunnerTests : IDisposable
{
    private readonly NeuralRule _rule = Shipped.Rule();

    public void Dispose() => _rule.Dispose();

    [Fact]
    public void An_easy_board_takes_no_step()
    {
        using var runner = new SudokuRunner(_rule);

        SudokuResult result = runner.Run(Boards.Parse(Boards.Puzzle), new SudokuRunOptions());

        Assert.True(result.IsSolved);
        Assert.Equal(Boards.Solution, result.Answer.ToString());
        Assert.Equal((0, 0L), (result.Steps, result.TotalSteps));
    }

    [Fact]
    public void A_contradiction_is_unsolved_and_said_to_be_one()
    {
        using var runner = new SudokuRunner(_rule);

        SudokuResult result = runner.Run(Boards.Parse("123....4........"), new SudokuRunOptions());

        Assert.False(result.IsSolved);
        Assert.True(result.IsRefuted);
    }

    [Fact]
    public void Every_step_is_shown_and_the_last_is_the_answer()
    {
        using var runner = new SudokuRunner(_rule);
        SudokuPuzzle puzzle = Boards.Generated(3, SudokuDifficulty.Hard);
        var steps = new List<int>();
        string shown = string.Empty;

        SudokuResult result = runner.Run(puzzle.Board, new SudokuRunOptions { MaximumSteps = 300 }, (step, digits) =>
        {
            steps.Add(step);
            shown = new SudokuBoard(3, digits).ToString();
        });

        Assert.Equal(Enumerable.Range(1, result.Steps), steps);
        Assert.Equal(result.Answer.ToString(), shown);
    }

    [Fact]
    public void Threads_change_nothing_and_boards_before_do_not_matter()
    {
        var options = new SudokuRunOptions { MaximumSteps = 40, Starts = 5, Seed = 3 };
        using var runner = new SudokuRunner(_rule);
        int solved = 0;
        for (ulong index = 0; index < 12; index++)
        {
            SudokuBoard board = Boards.Generated(index, SudokuDifficulty.Extreme).Board;
            using var fresh = new SudokuRunner(_rule);
            SudokuResult expected = fresh.Run(board, options);

            foreach (SudokuResult result in (SudokuResult[])[runner.Run(board, options), runner.Run(board, options with { Threads = 3 })])
            {
                Assert.Equal(expected.Answer, result.Answer);
                Assert.Equal(
                    (expected.Steps, expected.TotalSteps, expected.Restart), (result.Steps, result.TotalSteps, result.Restart));
            }

            solved += expected.IsSolved ? 1 : 0;
        }

        Assert.InRange(solved, 1, 12);
    }

    [Fact]
    public void One_rule_runs_on_every_size_of_board()
    {
        using var runner = new SudokuRunner(_rule);
        for (int boxSize = 2; boxSize <= 4; boxSize++)
        {
            SudokuResult result = runner.Run(
                Boards.Generated(2, boxSize: boxSize).Board, new SudokuRunOptions { MaximumSteps = 64 });
            Assert.Equal(result.IsSolved, SudokuChecker.Check(result.Puzzle, result.Answer).IsSolved);
        }
    }

    [Fact]
    public void Plain_propagation_solves_what_it_can_and_ends_where_it_gets_no_further()
    {
        using SudokuRunner runner = SudokuRunner.Algorithmic();
        int solved = 0;
        for (ulong index = 0; index < 40; index++)
        {
            SudokuPuzzle puzzle = Boards.Generated(index);

            SudokuResult result = runner.Run(puzzle.Board, new SudokuRunOptions());

            Assert.Equal(result.IsSolved, result.Reason == HaltReason.Verified);
            Assert.True(result.IsSolved || result.Reason == HaltReason.Converged);
            Assert.InRange(result.Steps, 0, 30);
            solved += result.IsSolved && result.Steps > 0 ? 1 : 0;
        }

        // Locked candidates settle some boards that singles leave open, and not all.
        Assert.InRange(solved, 1, 39);
    }

    [Fact]
    public void Propagation_before_the_rule_leaves_it_less_to_do()
    {
        using SudokuRunner mixed = SudokuRunner.Mixed(_rule), algorithmic = SudokuRunner.Algorithmic();
        for (ulong index = 0; index < 12; index++)
        {
            SudokuBoard board = Boards.Generated(index, SudokuDifficulty.Hard).Board;
            var steps = new List<int>();

            SudokuResult result = mixed.Run(board, new SudokuRunOptions { MaximumSteps = 200 }, (step, _) => steps.Add(step));

            Assert.Equal(result.TotalSteps, steps.Count);
            Assert.True(result.IsSolved || !algorithmic.Run(board, new SudokuRunOptions()).IsSolved);
        }
    }
}
