using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// A rule that runs in integers alone and so gives the same bytes everywhere. Its state is told and taken as floating-point numbers,
/// which hold every 16-bit entry exactly; a state that is set is rounded. Immutable and safe to share between threads.
/// </summary>
/// <param name="graph">The rule.</param>
/// <param name="constants">Its numbers.</param>
/// <exception cref="ArgumentException">They belong to another rule.</exception>
internal sealed class IntegerRule(RuleGraph graph, IntegerConstants constants) : IRule
{
    private readonly IntegerWeights _weights = Checked(graph, constants);

    /// <summary>The rule's graph.</summary>
    public RuleGraph Graph => graph;

    /// <summary>Its numbers.</summary>
    public IntegerConstants Constants => constants;

    public int StateWidth => graph.StateWidth;

    public IRuleSession Open() => new IntegerSession(_weights);

    private static IntegerWeights Checked(RuleGraph graph, IntegerConstants constants)
    {
        constants.RequireOf(graph);
        return new IntegerWeights(graph, constants);
    }
}
