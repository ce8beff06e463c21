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
    private readonly List<WeightedGraph> _test = test is null ? [] : InputText.Read(test, int.MaxValue, (reader, name) => GraphFile.Read(reader, name));

    /// <inheritdoc/>
    public override TrainingOptions? Training { get; } = TrainGraphCommand.Defaults;

    /// <inheritdoc/>
    protected override ITrainingSource OpenSource() => new GraphTrainingSource(TrainGraphCommand.DefaultNodes);

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
    protected override IEnumerable<Problem> Read(int limit) => Read("graphs", data, limit);

    private static double RightNodes(GraphResult result)
    {
        IReadOnlyList<long> right = GraphSolver.Distances(result.Graph);
        return result.Distances.Zip(right, (found, distance) => found == distance ? 1.0 : 0.0).DefaultIfEmpty(1).Average();
    }
}
