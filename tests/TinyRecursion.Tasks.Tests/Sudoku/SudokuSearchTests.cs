using TinyRecursion.Execution.Float;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Sudoku;

/// <summary>Search settles every board: a solution, whether it is the only one, or that there is none. A guide changes none of it.</summary>
public sealed class SudokuSearchTests : IDisposable
{
    // Known for taking a search that guesses cells alone hours; it has no solution.
    private const string Impossible = ".....5.8....6.1.43..........1.5........1.6...3.......553.....61........4.........";

    private readonly NeuralRule _rule = Shipped.Rule();

    public void Dispose() => _rule.Dispose();

    [Fact]
    public void It_finds_exactly_what_trying_everything_finds_on_small_boards()
    {
        for (ulong seed = 0; seed < 60; seed++)
        {
            SudokuBoard board = Clues(seed, boxSize: 2, clues: 3 + (int)(seed % 8));
            List<string> expected = Boards.AllSolutions(board);
            foreach (SudokuBranching branching in (SudokuBranching[])[SudokuBranching.OfCells, SudokuBranching.OfCellsAndPlaces])
            {
                var search = new TreeSearch<SudokuBoard, SudokuCandidates, SudokuBoard>(branching) { AnswersWanted = int.MaxValue };

                Assert.Equal(expected.Order(), search.Run(board).Answers.Select(answer => answer.ToString()).Order());
            }

            foreach (SudokuRunner runner in Runners())
            {
                using SudokuRunner one = runner;
                SudokuResult result = one.Run(board, new SudokuRunOptions());
                Assert.Equal(Math.Min(2, expected.Count), result.Solutions);
                Assert.Equal((expected.Count > 0, expected.Count == 0), (result.IsSolved, result.IsRefuted));
            }
        }
    }

    [Fact]
    public void Random_clues_are_settled_whatever_they_are()
    {
        using SudokuRunner runner = SudokuRunner.Search();
        var counts = new int[3];
        for (ulong seed = 0; seed < 300; seed++)
        {
            SudokuResult result = runner.Run(Clues(seed, boxSize: 3, clues: 16 + (int)(seed % 24)), new SudokuRunOptions());

            counts[result.Solutions!.Value]++;
            Assert.Equal(result.IsSolved, SudokuChecker.Check(result.Puzzle, result.Answer).IsSolved);
        }

        Assert.True(counts[0] > 50 && counts[2] > 50, $"{counts[0]} without, {counts[2]} with several");
    }

    [Fact]
    public void The_hardest_known_are_solved_and_proved_to_have_one_solution_in_few_nodes()
    {
        foreach (SudokuPuzzle puzzle in SudokuFile.ReadAll(Samples("hardest.txt")))
        {
            using SudokuRunner runner = SudokuRunner.Search();

            SudokuResult result = runner.Run(puzzle.Board, new SudokuRunOptions());

            Assert.Equal((HaltReason.Verified, 1), (result.Reason, result.Solutions));
            Assert.InRange(result.Search!.Nodes, 1, 2000);
        }
    }

    [Fact]
    public void The_boards_that_no_one_can_solve_are_refuted_and_those_with_several_solutions_told()
    {
        foreach (SudokuRunner runner in Runners())
        {
            using SudokuRunner one = runner;
            SudokuResult impossible = one.Run(Boards.Parse(Impossible), new SudokuRunOptions());
            Assert.Equal((HaltReason.Refuted, 0, false), (impossible.Reason, impossible.Solutions, impossible.IsSolved));
            SudokuResult empty = one.Run(new SudokuBoard(4, new byte[256]), new SudokuRunOptions());
            Assert.Equal((HaltReason.Verified, 2), (empty.Reason, empty.Solutions));
        }
    }

    [Fact]
    public void A_guide_changes_the_order_and_nothing_else()
    {
        long plainFirst = 0, guidedFirst = 0;
        for (ulong index = 0; index < 12; index++)
        {
            SudokuPuzzle puzzle = Boards.Generated(index, SudokuDifficulty.Extreme);
            using SudokuRunner plain = SudokuRunner.Search(), guided = SudokuRunner.Search(_rule, guideDepth: 0);

            SudokuResult one = plain.Run(puzzle.Board, new SudokuRunOptions()), other = guided.Run(puzzle.Board, new SudokuRunOptions());

            Assert.Equal(puzzle.Solution, one.Answer);
            Assert.Equal(puzzle.Solution, other.Answer);
            Assert.Equal((1, one.Search!.Nodes), (other.Solutions, other.Search!.Nodes));
            Assert.Equal(one.TotalSteps + SudokuSearch.GuideSteps, other.TotalSteps);
            plainFirst += one.Search.NodesToAnswer;
            guidedFirst += other.Search.NodesToAnswer;
        }

        Assert.True(guidedFirst < plainFirst, $"{guidedFirst} nodes to the answers with the rule, {plainFirst} without");
    }

    [Fact]
    public void A_search_that_gives_up_says_how_far_it_got()
    {
        using SudokuRunner runner = SudokuRunner.Search();
        var options = new SudokuRunOptions { Limits = new SearchLimits { Nodes = 5 } };

        SudokuResult result = runner.Run(Boards.Generated(3, SudokuDifficulty.Extreme).Board, options);

        Assert.Equal((HaltReason.StepLimit, null, false, false), (result.Reason, result.Solutions, result.IsSolved, result.IsRefuted));
        Assert.Equal(5, result.Search!.Nodes);
        Assert.True(result.Search is { OpenNodes: > 0, Depth: > 0 });
        SudokuBoard empty = new(5, new byte[625]);
        Assert.Equal(
            HaltReason.MemoryLimit, runner.Run(empty, options with { Limits = new SearchLimits { Bytes = 100_000 } }).Reason);
    }

    private SudokuRunner[] Runners() => [SudokuRunner.Search(), SudokuRunner.Search(_rule, guideDepth: 0)];

    private static string Samples(string file) => Path.Combine(AppContext.BaseDirectory, "samples", file);

    /// <summary>A board of random clues without conflicts; fewer than asked for where there is no room.</summary>
    private static SudokuBoard Clues(ulong seed, int boxSize, int clues)
    {
        var random = new SeededRandom(seed);
        var board = new SudokuBoard(boxSize, new byte[boxSize * boxSize * boxSize * boxSize]);
        for (int clue = 0; clue < clues; clue++)
        {
            byte[] digits = board.Cells.ToArray();
            digits[random.NextInt32(digits.Length)] = (byte)(1 + random.NextInt32(board.Side));
            var next = new SudokuBoard(boxSize, digits);
            board = SudokuChecker.CheckClues(next).IsSolved ? next : board;
        }

        return board;
    }
}
