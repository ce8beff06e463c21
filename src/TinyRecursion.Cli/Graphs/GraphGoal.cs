using TinyRecursion.Cli.Training;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Cli.Graphs;

/// <summary>A rule that answers graphs.</summary>
/// <param name="graph">The rule.</param>
internal sealed class GraphGoal(RuleGraph graph) : ITrainingGoal
{
    /// <summary>Unseen graphs of a validation, five times the size of those trained on.</summary>
    private const int ValidationGraphs = 20;
    private const int ValidationNodes = 100;
    private const int ValidationSteps = 2000;
    private const ulong ValidationSeed = 0x67726170_68730001;

    /// <inheritdoc/>
    public string Task => "graphs";

    /// <inheritdoc/>
    public double? Validate(float[] parameters, int threads, CancellationToken cancellation)
    {
        using var rule = new NeuralRule(graph, parameters);
        using var runner = new GraphWaveRunner(rule);
        GraphKind[] kinds = Enum.GetValues<GraphKind>();
        int right = 0;
        for (int i = 0; i < ValidationGraphs; i++)
        {
            WeightedGraph instance = GraphGenerator.Generate(ValidationSeed, (ulong)i, new GraphGeneratorOptions
            {
                Kind = kinds[i % kinds.Length], Nodes = ValidationNodes, Directed = i % 2 == 0, Connected = i % 4 < 2,
            });
            right += runner.Run(instance, ValidationSteps, cancellation).Verdict.IsRight ? 1 : 0;
        }

        return (double)right / ValidationGraphs;
    }

    /// <inheritdoc/>
    public Model Export(float[] parameters, IReadOnlyDictionary<string, string> card) => new(Task, graph, parameters, card);
}
