using TinyRecursion.Execution.Oracle;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Reference;

/// <summary>
/// Runs a rule with the numbers that PyTorch gives on a CPU in single precision: every sum in PyTorch's order, its
/// exponential, sine and cosine, attention written out as a softmax, and matrix products that take their terms in order
/// and round each one before it is added.
/// </summary>
/// <remarks>
/// Recursions of a rule with untrained weights are chaotic: a rounding grows about a thousandfold with every supervision
/// step, so two correct executions soon have no digit in common, and neither has with the exact result. Only the same
/// roundings in the same order give the same numbers. This is that order, for comparing with what the published code
/// computed, number for number. It is no more accurate than <see cref="Float.FloatSession"/> and far slower, so not for
/// use in products. PyTorch itself gives other digits where its matrix library fuses products and sums, where its
/// attention runs in one kernel, and on a GPU.
/// Immutable and safe to share between threads.
/// </remarks>
/// <param name="graph">The graph.</param>
/// <param name="parameters">Its flat parameter vector, see <see cref="WeightShape.Offset"/>; it is copied.</param>
/// <exception cref="ArgumentException">The vector has another length than the graph needs.</exception>
internal sealed class ReferenceRule(RuleGraph graph, ReadOnlySpan<float> parameters) : IRule
{
    private readonly Matrix<float>[] _weights = ScalarOracle<float>.WeightsOf(graph, parameters);

    /// <summary>The graph.</summary>
    public RuleGraph Graph => graph;

    public int StateWidth => graph.StateWidth;

    public IRuleSession Open() => new ReferenceSession(graph, _weights);
}
