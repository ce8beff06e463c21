using System.Text.RegularExpressions;
using CsCheck;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Grids;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

/// <summary>Runs of rules over the grid. The rule is the shipped wave rule, step by step in floating point, or with other weights.</summary>
public class MazeSolverTests
{
    private static readonly Model Shipped = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "maze-proved.safetensors"));

    private static readonly MazePuzzle Puzzle = new(MazeSamples.Parse("S.../.##./...G"), null, 1);

    [Fact]
    public void A_run_ends_as_soon_as_the_checker_accepts() => MazeSamples.Puzzle.Sample(
        puzzle =>
        {
            using var rule = new NeuralRule(Shipped.Graph, Shipped.Parameters.Span);
            using MazeGridSolver solver = Grid(rule);
            MazeAnswer answer = solver.Solve(puzzle);
            // The last free cell of the path is marked a step before the goal is; of a path of one move there is none.
            return answer is { IsSolved: true, Reason: HaltReason.Verified, Restart: 0 }
                && answer.Steps == (puzzle.Moves is { } moves and > 1 ? 2 * moves : 1);
        },
        iter: 30);

    [Fact]
    public void All_steps_are_taken_where_asked_and_limits_grow_with_the_board()
    {
        using var rule = new NeuralRule(Shipped.Graph, Shipped.Parameters.Span);
        using MazeGridSolver solver = Grid(rule), machine = Plain();
        Assert.Equal((17, HaltReason.StepLimit), Ended(Steps(17).With(StandardSettings.Halt, HaltRule.Steps)));
        Assert.Equal((3, HaltReason.StepLimit), Ended(Steps(3)));
        Assert.Equal(26, solver.MaximumSteps(Puzzle.Board));
        MazeBoard large = MazeGenerator.Generate(1, 0, new MazeGeneratorOptions { Rows = 101, Columns = 201, MinimumMoves = 9 }).Board;
        Assert.Equal(16 * 302, solver.MaximumSteps(large));
        Assert.Equal((2 * 101 * 201) + 2, machine.MaximumSteps(large));

        (long, HaltReason) Ended(Settings settings)
        {
            using MazeGridSolver limited = Grid(rule, settings);
            MazeAnswer answer = limited.Solve(Puzzle);
            return (answer.RunSteps, answer.Reason);
        }
    }

    [Fact]
    public void The_picture_of_a_step_shows_the_marks_read_out()
    {
        using var rule = new NeuralRule(Shipped.Graph, Shipped.Parameters.Span);
        using MazeGridSolver slow = Grid(rule), machine = Plain();
        foreach (MazeGridSolver solver in (MazeGridSolver[])[slow, machine])
        {
            var pictures = new Pictures(Puzzle);
            solver.Solve(Puzzle, trace: pictures);
            Assert.Equal(["1:S.../.##./...G", "7:S.../o##./...G", "8:S.../o##./o..G", "9:S.../o##./oo.G", "10:S.../o##./oooG"], pictures.Shown);
        }
    }

    [Fact]
    public void Further_starts_see_the_maze_turned_and_mirrored_on_any_number_of_threads() => Gen.Select(MazeSamples.Puzzle, Gen.Int[2, 9]).Sample(
        (puzzle, starts) =>
        {
            // A rule without the snap that knows nothing: what it marks follows from the directions that it tells apart.
            RuleGraph graph = Wandering();
            var random = new SeededRandom(3);
            float[] parameters = [.. Enumerable.Range(0, graph.ParameterCount).Select(_ => random.NextGaussian())];
            using var rule = new NeuralRule(graph, parameters);
            using MazeGridSolver solver = Grid(rule, Steps(4).With(StandardSettings.Restarts, starts));
            MazeAnswer answer = solver.Solve(puzzle);
            if (!answer.IsSolved && answer.Restart != Math.Min(starts, Dihedral.Count) - 1)
            {
                return false;
            }

            using MazeGridSolver once = Grid(rule, Steps(4).With(StandardSettings.Restarts, 1));
            MazeAnswer turned = once.Solve(new MazePuzzle(MazeAugmentation.Apply(answer.Restart, puzzle.Board), null, 1));
            MazeAnswer parallel = solver.Solve(puzzle, threads: 3);
            return MazeAugmentation.Apply(Dihedral.Inverse(answer.Restart), turned.Marks).Equals(answer.Marks)
                && (parallel.Marks, parallel.Steps, parallel.Restart).Equals((answer.Marks, answer.Steps, answer.Restart));
        },
        iter: 50);

    [Fact]
    public void Without_the_checker_there_is_one_start_and_with_it_there_are_eight()
    {
        using var nothing = new NeuralRule(Shipped.Graph, new float[Shipped.Graph.ParameterCount]);
        using MazeGridSolver unchecked_ = Grid(nothing, Steps(5).With(StandardSettings.Restarts, 8).With(StandardSettings.Halt, HaltRule.Steps));
        using MazeGridSolver checked_ = Grid(nothing, Steps(5));

        Assert.True(unchecked_.Solve(Puzzle) is { Steps: 5, Restart: 0 });
        // Nothing moves, so that each start stands still after a step.
        Assert.True(checked_.Solve(Puzzle) is { Steps: 8, Restart: 7, Status: AnswerStatus.Unsolved });
    }

    [Fact]
    public void Where_the_first_rule_fails_the_second_answers()
    {
        using var nothing = new NeuralRule(Shipped.Graph, new float[Shipped.Graph.ParameterCount]);
        using var solver = new MazeFallbackSolver(Grid(nothing, Steps(5).With(StandardSettings.Restarts, 1)), Plain());
        Assert.True(solver.Solve(Puzzle) is { IsSolved: true, RunSteps: 12, Steps: 13 });
        Assert.Equal(1, solver.Solve(Puzzle with { Board = MazeSamples.Parse("S#G") }).Steps);
    }

    [Fact]
    public void The_quick_look_at_marks_agrees_with_the_checker() =>
        Gen.Select(MazeSamples.Puzzle, Gen.Int[0, 7], Gen.Int[0, 80].Array[0, 3]).Sample((puzzle, symmetry, changes) =>
        {
            // Labels of the turned board are other shortest paths; some cells more or less make others.
            MazeMarks? turned = MazePaths.Label(MazeAugmentation.Apply(symmetry, puzzle.Board));
            bool[] marked = turned is null ? new bool[puzzle.Board.Cells.Length]
                : MazeAugmentation.Apply(Dihedral.Inverse(symmetry), turned).Marked.ToArray();
            foreach (int change in changes)
            {
                int cell = change % marked.Length;
                marked[cell] = !marked[cell] && puzzle.Board.Cells[cell] == MazeCell.Free;
            }

            bool expected = MazeChecker.Check(puzzle.Board, MazeMarks.Of(puzzle.Board.Rows, puzzle.Board.Columns, marked)).IsRight;
            return new MazeAcceptance(puzzle.Board).Accepts(marked) == expected;
        });

    [Fact]
    public void A_cancelled_run_ends()
    {
        using MazeGridSolver solver = Plain();
        Assert.Throws<OperationCanceledException>(() => solver.Solve(Puzzle, cancellation: new CancellationToken(canceled: true)));
    }

    private static MazeGridSolver Grid(IRule rule, Settings? settings = null) => new(rule, "a rule", settings ?? Settings.Default);

    private static MazeGridSolver Plain() => new(WaveSpecification.Machine, "plain code", Settings.Default, finite: true);

    private static Settings Steps(int steps) => Settings.Default.With(StandardSettings.MaximumSteps, steps);

    private static RuleGraph Wandering()
    {
        var b = new RuleGraphBuilder(4, MazeGrid.FeatureColumns);
        int next = b.RmsNorm(b.Add(
            b.Linear(b.Gather(b.State(), MazeGrid.Relation, MazeGrid.Degree), 4, "around", bias: true), b.Embed(0, MazeGrid.Kinds, 4, "kind")));
        return b.Build(next, b.Linear(next, 1, "readout", bias: false));
    }

    /// <summary>Keeps the number and the picture of each step whose picture is another than before.</summary>
    private sealed class Pictures(MazePuzzle puzzle) : ITrace
    {
        private string _last = string.Empty;

        public List<string> Shown { get; } = [];

        public void Record(ITracedStep step)
        {
            string picture = Regex.Replace(new MazeTask().Picture(puzzle, step)!, "\e\\[[0-9;]*m", string.Empty).TrimEnd().Replace('\n', '/');
            if (picture != _last)
            {
                Shown.Add($"{step.Number}:{picture}");
            }

            _last = picture;
        }
    }
}
