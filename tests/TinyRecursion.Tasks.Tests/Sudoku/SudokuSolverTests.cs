using TinyRecursion.Models;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Tasks.Tests.Sequences;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Sudoku;

/// <summary>Answers of the shipped model, of plain propagation, of both, and of models over whole boards.</summary>
public sealed class SudokuSolverTests
{
    private static readonly SudokuTask Task = new();

    [Fact]
    public void An_easy_board_takes_no_step()
    {
        using Solver<SudokuPuzzle, SudokuAnswer> solver = Task.Open(Shipped.Sudokus);

        SudokuAnswer answer = solver.Solve(Puzzle(Boards.Puzzle));

        Assert.Equal((AnswerStatus.Solved, Boards.Solution), (answer.Status, answer.Board.ToString()));
        Assert.Equal((0L, 0L), (answer.RunSteps, answer.TotalSteps));
    }

    [Fact]
    public void A_contradiction_is_refuted()
    {
        using Solver<SudokuPuzzle, SudokuAnswer> solver = Task.Open(Shipped.Sudokus);

        SudokuAnswer answer = solver.Solve(Puzzle("123....4........"));

        Assert.Equal((AnswerStatus.Refuted, false, 0), (answer.Status, answer.IsSolved, answer.Solutions));
        Assert.Equal("unsolved line 1: singles contradict each other  # the board has no solution", answer.ToString());
    }

    [Fact]
    public void Every_step_is_traced_and_the_last_is_the_answer()
    {
        using Solver<SudokuPuzzle, SudokuAnswer> solver = Open(Shipped.Sudokus, Steps(300));
        var trace = new BoardTrace();

        SudokuAnswer answer = solver.Solve(Boards.Generated(3, SudokuDifficulty.Hard), trace: trace, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, (int)answer.RunSteps).Select(step => (long)step), trace.Steps);
        Assert.Equal(answer.Board.ToString(), trace.Last);
    }

    [Fact]
    public void Threads_change_nothing_and_boards_before_do_not_matter()
    {
        Settings settings = Steps(40).With(StandardSettings.Restarts, 5).With(StandardSettings.Seed, 3ul);
        using Solver<SudokuPuzzle, SudokuAnswer> solver = Open(Shipped.Sudokus, settings);
        int solved = 0;
        for (ulong index = 0; index < 12; index++)
        {
            SudokuPuzzle puzzle = Boards.Generated(index, SudokuDifficulty.Extreme);
            using Solver<SudokuPuzzle, SudokuAnswer> fresh = Open(Shipped.Sudokus, settings);
            SudokuAnswer expected = fresh.Solve(puzzle);

            foreach (SudokuAnswer answer in (SudokuAnswer[])[solver.Solve(puzzle), solver.Solve(puzzle, threads: 3)])
            {
                Assert.Equal(expected.Board, answer.Board);
                Assert.Equal(
                    (expected.RunSteps, expected.TotalSteps, expected.Restart), (answer.RunSteps, answer.TotalSteps, answer.Restart));
            }

            solved += expected.IsSolved ? 1 : 0;
        }

        Assert.InRange(solved, 1, 12);
    }

    [Fact]
    public void One_rule_runs_on_every_size_of_board()
    {
        using Solver<SudokuPuzzle, SudokuAnswer> solver = Open(Shipped.Sudokus, Steps(64));
        for (int boxSize = 2; boxSize <= 4; boxSize++)
        {
            SudokuAnswer answer = solver.Solve(Boards.Generated(2, boxSize: boxSize));
            Assert.Equal(boxSize, answer.Board.BoxSize);
            Assert.Equal(answer.IsSolved, SudokuChecker.Check(answer.Puzzle.Board, answer.Board).IsSolved);
        }
    }

    [Fact]
    public void Plain_propagation_solves_what_it_can_and_ends_where_it_gets_no_further()
    {
        using Solver<SudokuPuzzle, SudokuAnswer> solver = Open(null, Rules(RuleKind.Algorithmic));
        int solved = 0;
        for (ulong index = 0; index < 40; index++)
        {
            SudokuAnswer answer = solver.Solve(Boards.Generated(index));

            Assert.Equal(answer.IsSolved, answer.Reason == HaltReason.Verified);
            Assert.True(answer.IsSolved || answer.Reason == HaltReason.Converged);
            Assert.InRange(answer.RunSteps, 0, 30);
            solved += answer.IsSolved && answer.RunSteps > 0 ? 1 : 0;
        }

        // Locked candidates settle some boards that singles leave open, and not all.
        Assert.InRange(solved, 1, 39);
    }

    [Fact]
    public void Propagation_before_the_rule_leaves_it_less_to_do()
    {
        using Solver<SudokuPuzzle, SudokuAnswer> mixed = Open(Shipped.Sudokus, Rules(RuleKind.Mixed).With(StandardSettings.MaximumSteps, 200)),
            algorithmic = Open(null, Rules(RuleKind.Algorithmic));
        for (ulong index = 0; index < 12; index++)
        {
            SudokuPuzzle puzzle = Boards.Generated(index, SudokuDifficulty.Hard);
            var trace = new BoardTrace();

            SudokuAnswer answer = mixed.Solve(puzzle, trace: trace, cancellation: TestContext.Current.CancellationToken);

            Assert.Equal(answer.TotalSteps, trace.Steps.Count);
            Assert.True(answer.IsSolved || !algorithmic.Solve(puzzle).IsSolved);
        }
    }

    [Fact]
    public void A_model_over_whole_boards_runs_from_each_start_and_the_checker_names_what_is_wrong()
    {
        SudokuPuzzle puzzle = Puzzle("1...............");
        using Solver<SudokuPuzzle, SudokuAnswer> solver = Open(RandomTokenModel.Create(3f), Steps(2).With(StandardSettings.Restarts, 3));
        var trace = new BoardTrace();

        SudokuAnswer answer = solver.Solve(puzzle, trace: trace, cancellation: TestContext.Current.CancellationToken);
        SudokuAnswer parallel = solver.Solve(puzzle, threads: 2);

        // Random weights solve nothing.
        Assert.Equal(AnswerStatus.Unsolved, answer.Status);
        Assert.NotEmpty(answer.Verdict.Conflicts);
        Assert.Contains(answer.Verdict.Conflicts[0].ToString(), answer.Failure(), StringComparison.Ordinal);
        Assert.Equal((2L, 6L, 2), (answer.RunSteps, answer.TotalSteps, answer.Restart));
        Assert.Equal([1, 2, 1, 2, 1, 2], trace.Steps);
        Assert.Equal(answer.Board.ToString(), trace.Last);
        Assert.Equal((answer.Board, answer.TotalSteps, answer.Restart), (parallel.Board, parallel.TotalSteps, parallel.Restart));
    }

    [Fact]
    public void Its_steps_are_those_that_it_was_trained_with_unless_its_halting_head_ends_them()
    {
        SudokuPuzzle puzzle = Puzzle("1...............");
        using Solver<SudokuPuzzle, SudokuAnswer> all = Task.Open(RandomTokenModel.Create(3f)),
            confident = Open(RandomTokenModel.Create(3f), Settings.Default.With(StandardSettings.Halt, HaltRule.Learned));

        Assert.Equal(RandomTokenModel.Config.HaltMaximumSteps, all.Solve(puzzle).RunSteps);
        Assert.True(confident.Solve(puzzle) is { RunSteps: 1, Restart: 0, Reason: HaltReason.Learned });
    }

    [Fact]
    public void A_board_that_is_not_of_its_size_is_refused_with_the_line()
    {
        using Solver<SudokuPuzzle, SudokuAnswer> solver = Task.Open(RandomTokenModel.Create(0f));
        SudokuPuzzle puzzle = Puzzle(Boards.Puzzle) with { Line = 7 };

        solver.Require(Puzzle("1..............."), "boards.txt");
        Assert.Equal(
            "boards.txt: line 7: a board of 81 cells, the model takes 16",
            Assert.Throws<InstanceFormatException>(() => solver.Require(puzzle, "boards.txt")).Message);
        Assert.Throws<ArgumentException>(() => solver.Solve(puzzle));
    }

    [Fact]
    public void Settings_and_models_that_do_not_go_together_are_refused_with_the_file()
    {
        Model published = RandomTokenModel.Create(0f);
        foreach (Settings settings in (Settings[])[Rules(RuleKind.Mixed), Settings.Default.With(StandardSettings.Search, true)])
        {
            Assert.StartsWith(
                "m: reads a board as a whole: --search and --rules mixed", Assert.Throws<SettingException>(() => Open(published, settings)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(
            "m: has no halting head: --halt learned needs one",
            Assert.Throws<SettingException>(() => Open(Shipped.Sudokus, Settings.Default.With(StandardSettings.Halt, HaltRule.Learned))).Message);
        Assert.Equal(
            "m: does not fit Sudokus: it takes 16 tokens of 7",
            Assert.Throws<ModelFormatException>(() => Open(RandomTokenModel.Create(0f, vocabulary: 7), Settings.Default)).Message);
        Assert.StartsWith(
            "m: does not fit Sudokus", Assert.Throws<ModelFormatException>(() => Open(Shipped.Graphs, Settings.Default)).Message, StringComparison.Ordinal);
    }

    private static SudokuPuzzle Puzzle(string text) => new(Boards.Parse(text), null, 1);

    private static Solver<SudokuPuzzle, SudokuAnswer> Open(Model? model, Settings settings) => Task.OpenSolver(model, "m", settings);

    private static Settings Steps(int steps) => Settings.Default.With(StandardSettings.MaximumSteps, steps);

    private static Settings Rules(RuleKind rules) => Settings.Default.With(SudokuTask.Rules, rules);
}
