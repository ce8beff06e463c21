using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>What a step of a rule costs.</summary>
internal static class RuleCost
{
    /// <summary>
    /// The multiply-adds of the linear maps and of the attention of one step on one problem, without the heads.
    /// Everything else (pooling, normalisation, activations) is not counted, so a share of the machine's peak computed
    /// from this is on the low side.
    /// </summary>
    public static long MultiplyAddsPerStep(RuleGraph graph, Problem problem)
    {
        long total = 0;
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node node = graph.Nodes[i];
            if (graph.IsHead(i))
            {
                continue;
            }

            long rows = node.Shape.RowsIn(problem);
            total += node.Operation.WeightOf(WeightRole.Map) is { } map ? rows * graph.Weights[map].Count : 0;
            total += node.Operation is Operation.Attention ? 2 * rows * rows * node.Shape.Width : 0;
        }

        return total;
    }
}
