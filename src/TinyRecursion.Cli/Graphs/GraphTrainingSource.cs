using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Graphs;

/// <summary>
/// Small random graphs of every shape with the times at which a wave from the source reaches their cells. Made as they are asked for, so that no
/// two runs need a file.
/// </summary>
/// <param name="maximumNodes">The most nodes of a graph, at least 2.</param>
internal sealed class GraphTrainingSource(int maximumNodes) : ITrainingSource
{
    /// <summary>Weights of the graphs: long enough that chains have an inside.</summary>
    private const int MaximumWeight = 4;

    /// <inheritdoc/>
    public string Identity { get; } = $"graphs, generated, at most {maximumNodes} nodes, weights of at most {MaximumWeight}";

    /// <inheritdoc/>
    public int MaximumHelp => 0;

    /// <inheritdoc/>
    public TrainingExample Create(ulong seed, int help)
    {
        var random = new SeededRandom(seed);
        GraphKind[] kinds = Enum.GetValues<GraphKind>();
        WeightedGraph graph = GraphGenerator.Generate(seed, 0, new GraphGeneratorOptions
        {
            Kind = kinds[random.NextInt32(kinds.Length)],
            Nodes = 2 + random.NextInt32(maximumNodes - 1),
            EdgesPerNode = 3 * random.NextSingle(),
            MaximumWeight = 1 + random.NextInt32(MaximumWeight),
            Directed = random.NextInt32(2) == 0,
            Connected = random.NextInt32(2) == 0,
        });
        var wave = GraphWave.Encode(graph);
        return new TrainingExample(wave.Problem, new ArrivalLoss(wave.Arrivals(GraphSolver.Distances(graph))));
    }
}
