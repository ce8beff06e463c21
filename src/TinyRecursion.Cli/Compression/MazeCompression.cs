using System.Diagnostics;
using TinyRecursion.Cli.Commands;
using TinyRecursion.Cli.Maze;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Compression;

/// <summary>Compression of rules that answer mazes. They are trained on mazes that are made on the way, as <c>trm train maze</c> does.</summary>
/// <param name="data">Files of mazes to calibrate on.</param>
/// <param name="test">File of mazes to measure answers on, or null.</param>
internal sealed class MazeCompression(string[] data, string? test) : CompressionTask
{
    private readonly List<MazePuzzle> _test = test is null ? [] : MazeInput.Read(test, int.MaxValue);

    /// <inheritdoc/>
    public override TrainingOptions? Training { get; } = TrainMazeCommand.Defaults;

    /// <inheritdoc/>
    protected override ITrainingSource OpenSource() => TrainMazeCommand.DefaultSource;

    /// <inheritdoc/>
    public override ITrainingGoal Goal(RuleGraph graph) => new MazeGoal(graph.StateWidth, HiddenWidth(graph), _test);

    /// <inheritdoc/>
    /// <remarks>What the learner reads out beside the marks is not in the model: it begins with zeros.</remarks>
    public override (RuleGraph Graph, float[] Parameters) Learner(RuleGraph graph, float[] parameters)
    {
        RuleGraph learner = MazeRule.CreateLearner(graph.StateWidth, HiddenWidth(graph));
        var extended = new float[learner.ParameterCount];
        foreach ((WeightShape from, WeightShape to) in graph.Weights.Zip(learner.Weights))
        {
            for (int row = 0; row < from.Rows; row++)
            {
                parameters.AsSpan(from.Offset + (row * from.Columns), from.Columns).CopyTo(extended.AsSpan(to.Offset + (row * to.Columns)));
            }
        }

        return (learner, extended);
    }

    /// <inheritdoc/>
    public override float[] OfLearner(RuleGraph graph, float[] parameters) =>
        MazeRule.OfLearner(parameters, graph.StateWidth, HiddenWidth(graph));

    /// <inheritdoc/>
    public override AnswerQuality? Measure(Model model, int threads, CancellationToken cancellation)
    {
        if (_test.Count == 0)
        {
            return null;
        }

        using var loaded = LoadedMazeModel.Of(model, threads);
        var watch = Stopwatch.StartNew();
        MazeResult[] results = MazeBatch.Run(loaded.Open, _test, new MazeRunOptions { Starts = 1 }, threads, (_, _) => { }, cancellation);
        return new AnswerQuality(
            results.Length, results.Average(result => result.IsRight ? 1.0 : 0.0),
            results.Zip(_test, (result, puzzle) => result.IsRight ? 1.0 : RightCells(puzzle.Board, result.Marks)).Average(),
            results.Average(result => (double)result.TotalSteps), watch.Elapsed);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Problem> Read(int limit) => Read("maze", data, limit);

    private static int HiddenWidth(RuleGraph graph) =>
        graph.Nodes.First(node => node.Operation is Operation.Silu or Operation.Relu).Shape.Width;

    /// <summary>The share of a maze's cells that are marked as they are on one of the shortest ways.</summary>
    private static double RightCells(MazeBoard board, MazeMarks marks)
    {
        MazeMarks? way = MazeSolver.Label(board);
        int right = 0;
        for (int cell = 0; cell < board.Cells.Length; cell++)
        {
            right += marks[cell] == (way is not null && way[cell]) ? 1 : 0;
        }

        return (double)right / board.Cells.Length;
    }
}
