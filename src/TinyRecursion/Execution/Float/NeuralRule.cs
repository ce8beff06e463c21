using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Float;

/// <summary>A rule that is a graph of operations with weights, executed in floating point.</summary>
/// <param name="graph">The graph.</param>
/// <param name="parameters">Its flat parameter vector.</param>
/// <exception cref="ArgumentException">The vector has another length than the graph needs.</exception>
internal sealed class NeuralRule(RuleGraph graph, ReadOnlySpan<float> parameters) : IRule, IDisposable
{
    private readonly FloatWeights _weights = new(graph, parameters);

    /// <summary>The graph.</summary>
    public RuleGraph Graph => _weights.Graph;

    public int StateWidth => Graph.StateWidth;

    public IRuleSession Open() => new FloatSession(_weights);

    /// <summary>Releases the weights; sessions that are still open refuse to run from then on.</summary>
    public void Dispose() => _weights.Dispose();
}
