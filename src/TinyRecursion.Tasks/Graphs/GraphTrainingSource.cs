using TinyRecursion.Learning;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// Small random graphs of every shape with the times at which a wave from the source reaches their cells. Made as they are asked for, so that no
/// two runs need a file.
/// </summary>
/// <param name="maximumNodes">The most nodes of a graph, at least 2.</param>
internal sealed class GraphTrainingSource(int maximumNodes) : ITrainingSource
{
    /// <summary>Weights of the graphs: long enough that chains have an inside.</summary>
    private const int MaximumWeight = 4;

    public string Identity { get; } = $"graphs, generated, at most {maximumNodes} nodes, weights of at most {MaximumWeight}";

    public int MaximumHint => 0;

    public TrainingExample Create(ulong seed, int hint)
    {
        var random = new SeededRandom(seed);
        GraphKind[] kinds = Enum.GetValues<GraphKind>();
        WeightedGraph graph = GraphGenerator.Make(
            seed, 0,
            Settings.Default.With(GraphSettings.Kind, kinds[random.NextInt32(kinds.Length)])
                .With(GraphSettings.Nodes, 2 + random.NextInt32(maximumNodes - 1))
                .With(GraphSettings.EdgesPerNode, 3 * random.NextSingle())
                .With(GraphSettings.MaximumWeight, 1 + random.NextInt32(MaximumWeight))
                .With(GraphSettings.Directed, random.NextInt32(2) == 0)
                .With(GraphSettings.Loose, random.NextInt32(2) != 0));
        var wave = GraphWave.Encode(graph);
        return new TrainingExample(wave.Problem, new ArrivalLoss(wave.Arrivals(GraphDistances.Of(graph))));
    }
}
