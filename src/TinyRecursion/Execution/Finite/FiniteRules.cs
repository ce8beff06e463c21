using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Finite;

/// <summary>What makes a neural rule a finite machine, and the same rule without its last snap.</summary>
internal static class FiniteRules
{
    /// <summary>
    /// The same rule without its last snap: its next state is what the snap would see. Weights, their order and the
    /// parameter vector are the same, so this is what is trained, and what margins are measured on.
    /// </summary>
    /// <param name="graph">A rule whose next state is a snap that nothing else reads.</param>
    /// <exception cref="ArgumentException">It is no such rule.</exception>
    public static RuleGraph Logits(RuleGraph graph)
    {
        int snap = graph.NextState;
        Require(SnapOf(graph) is not null, "its next state is not a snap");
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

    /// <summary>The last snap of a rule, which makes its next state one of finitely many; null for a rule that does not end in one.</summary>
    /// <param name="graph">The rule.</param>
    public static Operation.Snap? SnapOf(RuleGraph graph) => graph.Nodes[graph.NextState].Operation as Operation.Snap;

    /// <summary>
    /// Whether a finite machine may contain an operation: those, and no others, of which a cell's row is the same to the bit
    /// whatever lies beyond the cell and its neighbours. Proofs rest on this list; an operation that is not on it is refused.
    /// </summary>
    /// <param name="operation">The operation.</param>
    public static bool Allows(Operation operation) => operation is Operation.State or Operation.Embed or Operation.EmbedSlot
        or Operation.Linear or Operation.RmsNorm or Operation.Relu or Operation.Silu or Operation.Add or Operation.Multiply
        or Operation.Scale or Operation.Gather or Operation.Snap;

    /// <summary>Checks that every cell's next symbol depends on nothing but a few symbols and small numbers around it.</summary>
    internal static void RequireLocal(RuleGraph graph)
    {
        Require(SnapOf(graph) is not null, "its next state is not a snap");
        Require(graph.Encoding is null && graph.Halting is null, "it has an encoding or a halting head");
        foreach (Node node in graph.Nodes)
        {
            Require(Allows(node.Operation), node.Operation.Reach is Reach.Row or Reach.Neighbours
                ? $"operation '{node.Operation.Kind}' is not known to be local and exact"
                : $"operation '{node.Operation.Kind}' looks beyond a cell and its neighbours");
            Require(
                node.Operation.Reach is Reach.Row || node.Inputs.All(input => input == graph.StateNode),
                "it gathers something else than the state");
        }

        IReadOnlyList<RelationUse> relations = graph.Relations;
        Require(relations.Count < 2, relations.Count < 2 ? string.Empty : $"it gathers both '{relations[0].Name}' and '{relations[1].Name}'");
    }

    /// <summary>Refuses a rule for a reason.</summary>
    internal static void Require(bool condition, string reason)
    {
        if (!condition)
        {
            throw new ArgumentException($"The rule is no finite machine: {reason}.");
        }
    }
}
