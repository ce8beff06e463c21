using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>What a step of a rule costs.</summary>
public static class RuleCost
{
    /// <summary>
    /// The multiply-adds of the linear maps of one step on one problem, without the readout and without what is
    /// computed once per problem. Everything else (pooling, normalisation, activations) is not counted, so a share
    /// of the machine's peak computed from this is on the low side.
    /// </summary>
    public static long MultiplyAddsPerStep(RuleGraph graph, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(problem);
        long total = 0;
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node node = graph.Nodes[i];
            if (node.Operation is Operation.Linear linear && i != graph.Readout)
            {
                long rows = node.Shape.Relation is { } relation
                    ? problem.Topology.Groups(relation).GroupCount
                    : problem.Cells;
                total += rows * graph.Weights[linear.Weight].Count;
            }
        }

        return total;
    }
}
