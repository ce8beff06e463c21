using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Integer;

/// <summary>A rule's integers laid out for sessions. Immutable and safe to share between threads.</summary>
internal sealed class IntegerWeights
{
    /// <summary>Lays them out.</summary>
    public IntegerWeights(RuleGraph graph, IntegerConstants constants)
    {
        (Constants, Plan) = (constants, ExecutionPlan.For(graph, forGradient: false));
        Products = [.. graph.Nodes.Select((_, node) => constants.Maps.TryGetValue(node, out IntegerLinear? map) ? new IntegerProduct(map) : null)];
    }

    /// <summary>The numbers.</summary>
    public IntegerConstants Constants { get; }

    /// <summary>How the graph is executed.</summary>
    public ExecutionPlan Plan { get; }

    /// <summary>The maps of linear nodes, by node; null for other nodes.</summary>
    public IntegerProduct?[] Products { get; }
}
