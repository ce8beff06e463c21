using TinyRecursion.Models;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Sudoku;

/// <summary>Search settles every board: a solution, whether it is the only one, or that there is none. A guide changes none of it.</summary>
public sealed class SudokuSearchTests
{
    // Known for taking a search that guesses cells alone hours; it has no solution.
    private const string Impossible = ".....5.8....6.1.43..........1.5........1.6...3.......553.....61........4.........";

    private static readonly SudokuTask Task = new();

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

            foreach (Model? guide in (Model?[])[null, Shipped.Sudokus])
            {
                using Solver<SudokuPuzzle, SudokuAnswer> solver = Open(guide);
                SudokuAnswer answer = solver.Solve(Puzzle(board));
                Assert.Equal(Math.Min(2, expected.Count), answer.Solutions);
                Assert.Equal(expected.Count > 0 ? AnswerStatus.Solved : AnswerStatus.Refuted, answer.Status);
            }
        }
    }

    [Fact]
    public void Random_clues_are_settled_whatever_they_are()
    {
        using Solver<SudokuPuzzle, SudokuAnswer> solver = Open(null);
        var counts = new int[3];
        for (ulong seed = 0; seed < 300; seed++)
        {
            SudokuAnswer answer = solver.Solve(Puzzle(Clues(seed, boxSize: 3, clues: 16 + (int)(seed % 24))));

            counts[answer.Solutions!.Value]++;
            Assert.Equal(answer.IsSolved, SudokuChecker.Check(answer.Puzzle.Board, answer.Board).IsSolved);
        }

        Assert.True(counts[0] > 50 && counts[2] > 50, $"{counts[0]} without, {counts[2]} with several");
    }

    [Fact]
    public void The_hardest_known_are_solved_and_proved_to_have_one_solution_in_few_nodes()
    {
        using Solver<SudokuPuzzle, SudokuAnswer> solver = Open(null);
        foreach (SourcedInstance one in Task.ReadFiles([Samples("hardest.txt")], Settings.Default))
        {
            SudokuAnswer answer = solver.Solve((SudokuPuzzle)one.Instance);

            Assert.Equal((HaltReason.Verified, 1), (answer.Reason, answer.Solutions));
            Assert.InRange(answer.Search!.Nodes, 1, 2000);
        }
    }

    [Fact]
    public void The_boards_that_no_one_can_solve_are_refuted_and_those_with_several_solutions_told()
    {
        foreach (Model? guide in (Model?[])[null, Shipped.Sudokus])
        {
            using Solver<SudokuPuzzle, SudokuAnswer> solver = Open(guide);
            SudokuAnswer impossible = solver.Solve(Puzzle(Boards.Parse(Impossible)));
            Assert.Equal((HaltReason.Refuted, 0, AnswerStatus.Refuted), (impossible.Reason, impossible.Solutions, impossible.Status));
            SudokuAnswer empty = solver.Solve(Puzzle(new SudokuBoard(4, new byte[256])));
            Assert.Equal((HaltReason.Verified, 2), (empty.Reason, empty.Solutions));
        }
    }

    [Fact]
    public void A_guide_changes_the_order_and_nothing_else()
    {
        using Solver<SudokuPuzzle, SudokuAnswer> plain = Open(null), guided = Open(Shipped.Sudokus);
        long plainFirst = 0, guidedFirst = 0;
        for (ulong index = 0; index < 12; index++)
        {
            SudokuPuzzle puzzle = Boards.Generated(index, SudokuDifficulty.Extreme);

            SudokuAnswer one = plain.Solve(puzzle), other = guided.Solve(puzzle);

            Assert.Equal(puzzle.Solution, one.Board);
            Assert.Equal(puzzle.Solution, other.Board);
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
        using Solver<SudokuPuzzle, SudokuAnswer> solver = Open(null, Settings.Default.With(StandardSettings.MaximumNodes, 5L));

        SudokuAnswer answer = solver.Solve(Boards.Generated(3, SudokuDifficulty.Extreme));

        Assert.Equal((HaltReason.StepLimit, null, AnswerStatus.GaveUp), (answer.Reason, answer.Solutions, answer.Status));
        Assert.True(answer.Search is { Nodes: 5, OpenNodes: > 0, Depth: > 0 });
        Assert.StartsWith("gave up at the limit on nodes after 5 nodes, ", answer.Failure(), StringComparison.Ordinal);
        SudokuBoard empty = new(5, new byte[625]);
        Assert.Equal(HaltReason.MemoryLimit, SudokuSearch.Create(new SearchLimits { Bytes = 100_000 }).Run(empty).Reason);
    }

    // With a guide propagation and the rule share the work: the rule is asked at the root.
    private static Solver<SudokuPuzzle, SudokuAnswer> Open(Model? guide, Settings? settings = null) => Task.OpenSolver(
        guide, "m",
        (settings ?? Settings.Default).With(StandardSettings.Search, true).With(SudokuTask.Rules, guide is null ? RuleKind.Algorithmic : RuleKind.Mixed));

    private static SudokuPuzzle Puzzle(SudokuBoard board) => new(board, null, 1);

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
