using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Finite;

/// <summary>What makes a neural rule a finite machine, and the same rule without its last snap.</summary>
public static class FiniteRules
{
    /// <summary>
    /// The same rule without its last snap: its next state is what the snap would see. Weights, their order and the
    /// parameter vector are the same, so this is what is trained, and what margins are measured on.
    /// </summary>
    /// <param name="graph">A rule whose next state is a snap that nothing else reads.</param>
    /// <exception cref="ArgumentException">It is no such rule.</exception>
    public static RuleGraph Logits(RuleGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int snap = graph.NextState;
        Require(graph.Nodes[snap].Operation is Operation.Snap, "its next state is not a snap");
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Require(graph.IsHead(i) || !graph.Nodes[i].Inputs.Contains(snap), "its last snap is read by another node");
        }

        Node[] nodes = [.. graph.Nodes.Where((_, i) => i != snap).Select(node => node with
        {
            Inputs = [.. node.Inputs.Select(input => input == snap ? Moved(graph.Nodes[snap].Inputs[0]) : Moved(input))],
        })];
        return new RuleGraph(
            nodes, graph.Weights, graph.FeatureColumns, Moved(graph.Nodes[snap].Inputs[0]), Moved(graph.Readout),
            graph.Encoding is { } encoding ? Moved(encoding) : null, graph.Halting is { } halting ? Moved(halting) : null);

        int Moved(int node) => node > snap ? node - 1 : node;
    }

    /// <summary>Checks that every cell's next symbol depends on nothing but a few symbols and small numbers around it.</summary>
    internal static void RequireLocal(RuleGraph graph)
    {
        Require(graph.Nodes[graph.NextState].Operation is Operation.Snap, "its next state is not a snap");
        Require(graph.Encoding is null && graph.Halting is null, "it has an encoding or a halting head");
        Operation.Gather? first = null;
        foreach (Node node in graph.Nodes)
        {
            Require(
                node.Operation is not (Operation.Attention or Operation.Pool or Operation.Spread or Operation.Transpose or Operation.Rotary),
                $"operation '{node.Operation.Kind}' looks beyond a cell and its neighbours");
            if (node.Operation is Operation.Gather gather)
            {
                first ??= gather;
                Require(gather == first, $"it gathers both '{first.Relation}' and '{gather.Relation}'");
                Require(node.Inputs[0] == graph.StateNode, "it gathers something else than the state");
            }
        }
    }

    private static void Require(bool condition, string reason)
    {
        if (!condition)
        {
            throw new ArgumentException($"The rule is no finite machine: {reason}.");
        }
    }
}
