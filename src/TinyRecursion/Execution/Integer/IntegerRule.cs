using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// A rule that runs in integers alone and so gives the same bytes everywhere. Its state is told and taken as floating-point numbers,
/// which hold every 16-bit entry exactly; a state that is set is rounded. Immutable and safe to share between threads.
/// </summary>
internal sealed class IntegerRule : IRule
{
    /// <summary>Lays the numbers out for sessions.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="constants">Its numbers.</param>
    /// <param name="witness">Who has the sums of the products of every step, or null: sessions then multiply and tell nobody.</param>
    /// <exception cref="ArgumentException">They belong to another rule.</exception>
    public IntegerRule(RuleGraph graph, IntegerConstants constants, ProductWitness? witness = null)
    {
        constants.RequireOf(graph);
        (Graph, Constants, Plan) = (graph, constants, new ExecutionPlan(graph, forGradient: false));
        Products = [.. graph.Nodes.Select((_, node) => constants.Maps.TryGetValue(node, out IntegerLinear? map) ? new IntegerProduct(map) : null)];
        Witness = witness;
        Sums = [.. graph.Nodes.Select((_, node) => constants.Maps.TryGetValue(node, out IntegerLinear? map) && map.Rows >= witness?.LeastWidth ? new IntegerSums(map) : null)];
    }

    /// <summary>The rule's graph.</summary>
    public RuleGraph Graph { get; }

    /// <summary>Its numbers.</summary>
    public IntegerConstants Constants { get; }

    public int StateWidth => Graph.StateWidth;

    /// <summary>How the graph is executed.</summary>
    internal ExecutionPlan Plan { get; }

    /// <summary>The maps of linear nodes, by node; null for other nodes.</summary>
    internal IntegerProduct?[] Products { get; }

    /// <summary>Who has the sums of the products of every step, or null.</summary>
    internal ProductWitness? Witness { get; }

    /// <summary>What becomes of the sums of linear nodes that a witness is asked for, by node; null for other nodes and without one.</summary>
    internal IntegerSums?[] Sums { get; }

    public IRuleSession Open() => new IntegerSession(this);
}
