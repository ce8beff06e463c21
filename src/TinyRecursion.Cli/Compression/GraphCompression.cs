using System.Diagnostics;
using TinyRecursion.Cli.Commands;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Graphs;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Compression;

/// <summary>Compression of rules that answer graphs. They are trained on graphs that are made on the way, as <c>trm train graph</c> does.</summary>
/// <param name="data">Files of graphs to calibrate on.</param>
/// <param name="test">File of graphs to measure answers on, or null.</param>
internal sealed class GraphCompression(string[] data, string? test) : CompressionTask
{
    private readonly List<WeightedGraph> _test = test is null ? [] : Graphs(test, int.MaxValue);

    /// <inheritdoc/>
    public override TrainingOptions? Training { get; } = TrainGraphCommand.Defaults;

    /// <inheritdoc/>
    public override ITrainingSource Source() => new GraphTrainingSource(TrainGraphCommand.DefaultNodes);

    /// <inheritdoc/>
    public override ITrainingGoal Goal(RuleGraph graph) => new GraphGoal(graph);

    /// <inheritdoc/>
    public override AnswerQuality? Measure(Model model, int threads, CancellationToken cancellation)
    {
        if (_test.Count == 0)
        {
            return null;
        }

        var watch = Stopwatch.StartNew();
        GraphResult[] results = new GraphJob(
            test!, _test, RuleKind.Neural, (model, string.Empty, 0), int.MaxValue, threads).Run(cancellation);
        return new AnswerQuality(
            results.Length, results.Average(result => result.Verdict.IsRight ? 1.0 : 0.0),
            results.Average(RightNodes), results.Average(result => (double)result.Steps), watch.Elapsed);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Problem> Read(RuleGraph graph, int limit) =>
        data.SelectMany(file => Graphs(file, limit)).Select(instance => GraphWave.Encode(instance).Problem);

    private static List<WeightedGraph> Graphs(string file, int limit) =>
        InputText.Read(file, limit, (reader, name) => GraphFile.Read(reader, name));

    private static double RightNodes(GraphResult result)
    {
        IReadOnlyList<long> right = GraphSolver.Distances(result.Graph);
        return result.Distances.Zip(right, (found, distance) => found == distance ? 1.0 : 0.0).DefaultIfEmpty(1).Average();
    }
}
