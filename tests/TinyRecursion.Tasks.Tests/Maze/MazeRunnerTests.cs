using CsCheck;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Grids;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Maze.Wave;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

/// <summary>Runs of rules over the grid. The rule is the shipped wave rule, step by step in floating point, or with other weights.</summary>
public class MazeRunnerTests
{
    private static readonly Model Shipped = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "maze-proved.safetensors"));

    private static readonly MazePuzzle Puzzle = new(MazeSamples.Parse("S.../.##./...G"), null, 1);

    [Fact]
    public void A_run_ends_as_soon_as_the_checker_accepts() => MazeSamples.Puzzle.Sample(
        puzzle =>
        {
            using var rule = new NeuralRule(Shipped.Graph, Shipped.Parameters.Span);
            using var runner = new MazeRunner(rule);
            MazeResult result = runner.Run(puzzle, new MazeRunOptions());
            // The last free cell of the way is marked a step before the goal is; of a way of one move there is none.
            return result is { IsRight: true, Reason: HaltReason.Verified, Restart: 0 }
                && result.Steps == (puzzle.Moves is { } moves and > 1 ? 2 * moves : 1);
        },
        iter: 30);

    [Fact]
    public void All_steps_are_taken_where_asked_and_limits_grow_with_the_board()
    {
        using var rule = new NeuralRule(Shipped.Graph, Shipped.Parameters.Span);
        using var runner = new MazeRunner(rule);
        Assert.Equal((17, HaltReason.StepLimit), Ended(new MazeRunOptions { StopWhenRight = false, MaximumSteps = 17 }));
        Assert.Equal((3, HaltReason.StepLimit), Ended(new MazeRunOptions { MaximumSteps = 3 }));
        Assert.Equal(26, runner.DefaultSteps(Puzzle.Board));
        MazeBoard large = MazeGenerator.Generate(1, 0, new MazeGeneratorOptions { Rows = 101, Columns = 201, MinimumMoves = 9 }).Board;
        Assert.Equal(16 * 302, runner.DefaultSteps(large));
        using var machine = new MazeRunner(WaveSpecification.Machine);
        Assert.Equal((2 * 101 * 201) + 2, machine.DefaultSteps(large));

        (int, HaltReason) Ended(MazeRunOptions options)
        {
            MazeResult result = runner.Run(Puzzle, options);
            return (result.Steps, result.Reason);
        }
    }

    [Fact]
    public void Steps_that_change_the_marks_are_shown()
    {
        using var rule = new NeuralRule(Shipped.Graph, Shipped.Parameters.Span);
        using var slow = new MazeRunner(rule);
        using var machine = new MazeRunner(WaveSpecification.Machine);
        foreach (MazeRunner runner in (MazeRunner[])[slow, machine])
        {
            var shown = new List<string>();
            runner.Run(Puzzle, new MazeRunOptions(), (step, marked) => shown.Add($"{step}:{string.Concat(marked.ToArray().Select(mark => mark ? 'o' : '.'))}"));
            Assert.Equal(["1:............", "7:....o.......", "8:....o...o...", "9:....o...oo..", "10:....o...ooo."], shown);
        }
    }

    [Fact]
    public void Further_starts_see_the_maze_turned_and_mirrored() => Gen.Select(MazeSamples.Puzzle, Gen.Int[2, 9]).Sample(
        (puzzle, starts) =>
        {
            // A rule without the snap that knows nothing: what it marks follows from the directions that it tells apart.
            RuleGraph graph = Wandering();
            var random = new SeededRandom(3);
            float[] parameters = [.. Enumerable.Range(0, graph.ParameterCount).Select(_ => random.NextGaussian())];
            using var rule = new NeuralRule(graph, parameters);
            using var runner = new MazeRunner(rule);
            var options = new MazeRunOptions { MaximumSteps = 4 };
            MazeResult result = runner.Run(puzzle, options with { Starts = starts });
            if (!result.IsRight && result.Restart != Math.Min(starts, Dihedral.Count) - 1)
            {
                return false;
            }

            MazeResult turned = runner.Run(new MazePuzzle(MazeAugmentation.Apply(result.Restart, puzzle.Board), null, 1), options);
            return MazeAugmentation.Apply(Dihedral.Inverse(result.Restart), turned.Marks).Equals(result.Marks);
        },
        iter: 50);

    [Fact]
    public void Without_the_checker_there_is_one_start()
    {
        using var nothing = new NeuralRule(Shipped.Graph, new float[Shipped.Graph.ParameterCount]);
        using var runner = new MazeRunner(nothing);
        Assert.Equal(Dihedral.Count, runner.DefaultStarts);
        MazeResult result = runner.Run(Puzzle, new MazeRunOptions { MaximumSteps = 5, Starts = 8, StopWhenRight = false });
        Assert.Equal((5L, 0), (result.TotalSteps, result.Restart));
    }

    [Fact]
    public void Where_the_first_rule_fails_the_second_answers()
    {
        using var nothing = new NeuralRule(Shipped.Graph, new float[Shipped.Graph.ParameterCount]);
        using var runner = new MazeFallbackRunner(new MazeRunner(nothing), new MazeRunner(WaveSpecification.Machine));
        MazeResult result = runner.Run(Puzzle, new MazeRunOptions { MaximumSteps = 5 });
        Assert.Equal((true, 12L, 1), (result.IsRight, result.Steps, (int)(result.TotalSteps - result.Steps)));
        MazePuzzle shut = Puzzle with { Board = MazeSamples.Parse("S#G") };
        Assert.Equal(1, runner.Run(shut, new MazeRunOptions()).TotalSteps);
    }

    [Fact]
    public void The_quick_look_at_marks_agrees_with_the_checker() =>
        Gen.Select(MazeSamples.Puzzle, Gen.Int[0, 7], Gen.Int[0, 80].Array[0, 3]).Sample((puzzle, symmetry, changes) =>
        {
            // Labels of the turned board are other shortest ways; some cells more or less make others.
            MazeMarks? turned = MazeSolver.Label(MazeAugmentation.Apply(symmetry, puzzle.Board));
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
        using var runner = new MazeRunner(WaveSpecification.Machine);
        Assert.Throws<OperationCanceledException>(() => runner.Run(Puzzle, new MazeRunOptions(), null, new CancellationToken(canceled: true)));
    }

    private static RuleGraph Wandering()
    {
        var b = new RuleGraphBuilder(4, MazeGrid.FeatureColumns);
        int next = b.RmsNorm(b.Add(
            b.Linear(b.Gather(b.State(), MazeGrid.Relation, MazeGrid.Degree), 4, "around", bias: true), b.Embed(0, MazeGrid.Kinds, 4, "kind")));
        return b.Build(next, b.Linear(next, 1, "readout", bias: false));
    }
}
