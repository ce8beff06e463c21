using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>
/// A rule's static graph: nodes in an order in which they can be computed, the weights they name, the node that is
/// the next state, and the node that reads an answer out of a state. Build one with <see cref="RuleGraphBuilder"/>,
/// which checks every shape. Immutable and safe to share between threads.
/// </summary>
public sealed class RuleGraph
{
    private readonly bool[] _changes;

    internal RuleGraph(
        IReadOnlyList<Node> nodes, IReadOnlyList<WeightShape> weights, int featureColumns,
        int nextState, int readout, int? encoding, int? halting)
    {
        Nodes = nodes;
        Weights = weights;
        FeatureColumns = featureColumns;
        NextState = nextState;
        Readout = readout;
        Encoding = encoding;
        Halting = halting;
        StateNode = nodes.ToList().FindIndex(node => node.Operation is Operation.State);
        _changes = new bool[nodes.Count];
        for (int i = 0; i < _changes.Length; i++)
        {
            _changes[i] = i == StateNode || nodes[i].Inputs.Any(input => _changes[input]);
        }
    }

    /// <summary>The nodes; each one's inputs come before it.</summary>
    internal IReadOnlyList<Node> Nodes { get; }

    /// <summary>The weights, contiguous in the flat parameter vector in this order.</summary>
    internal IReadOnlyList<WeightShape> Weights { get; }

    /// <summary>Features per cell that a problem must bring.</summary>
    public int FeatureColumns { get; }

    /// <summary>Index of the node whose value becomes the next state.</summary>
    public int NextState { get; }

    /// <summary>Index of the node that holds the answer's logits, cells × classes, computed from <see cref="NextState"/>.</summary>
    public int Readout { get; }

    /// <summary>
    /// Index of the node that encodes the problem, cells × state width, for recursions that feed it to the rule; null
    /// where the rule looks at the problem by itself. It does not depend on the state.
    /// </summary>
    public int? Encoding { get; }

    /// <summary>
    /// Index of the node with the halting head, a linear map of <see cref="NextState"/> of which only the first cell's
    /// first entry is read: above zero the rule holds its answer to be right. Null for none.
    /// </summary>
    public int? Halting { get; }

    /// <summary>Index of the node that is the state at the start of a step, or -1 for a rule that does not look at it.</summary>
    public int StateNode { get; }

    /// <summary>The relations that the rule follows, each once, in the order of its nodes.</summary>
    internal IReadOnlyList<RelationUse> Relations
    {
        get
        {
            var relations = new List<RelationUse>();
            foreach (Node node in Nodes)
            {
                if (node.Operation.Follows is { } relation && !relations.Contains(relation))
                {
                    relations.Add(relation);
                }
            }

            return relations;
        }
    }

    /// <summary>The only number of cells that the rule works for; null for any.</summary>
    public int? ExactCells => Nodes.Select(node => node.Operation.ExactCells).FirstOrDefault(cells => cells is not null);

    /// <summary>Whether another graph computes the same from parameters in the same places.</summary>
    /// <param name="other">The other graph.</param>
    public bool IsSameAs(RuleGraph other)
    {
        ArgumentNullException.ThrowIfNull(other);
        bool same = (FeatureColumns, NextState, Readout, Encoding, Halting) == (other.FeatureColumns, other.NextState, other.Readout, other.Encoding, other.Halting)
            && Weights.SequenceEqual(other.Weights)
            && Nodes.Count == other.Nodes.Count;
        for (int i = 0; i < Nodes.Count && same; i++)
        {
            (Node one, Node two) = (Nodes[i], other.Nodes[i]);
            same = one.Operation == two.Operation && one.Shape == two.Shape && one.Inputs.SequenceEqual(two.Inputs);
        }

        return same;
    }

    /// <summary>The weights of a role, each once, in the order of the nodes that use them.</summary>
    /// <param name="role">The role.</param>
    internal IEnumerable<int> WeightsOf(WeightRole role) => Nodes.Select(node => node.Operation.WeightOf(role)).OfType<int>().Distinct();

    /// <summary>The same rule with values of other widths, which maps and biases follow; tables keep theirs.</summary>
    /// <param name="widthOf">The width of each node's value. They must fit together as the rule's own do, which is not checked.</param>
    internal RuleGraph Resize(Func<int, int> widthOf)
    {
        Node[] nodes = [.. Nodes.Select((node, i) => node with { Shape = node.Shape with { Width = widthOf(i) } })];
        WeightShape[] weights = [.. Weights];
        foreach ((Node node, WeightUse use) in nodes.SelectMany(node => node.Operation.Weights, (node, use) => (node, use)))
        {
            WeightShape shape = weights[use.Index];
            weights[use.Index] = use.Role switch
            {
                WeightRole.Map => shape with { Rows = nodes[node.Inputs[0]].Shape.Width, Columns = node.Shape.Width },
                WeightRole.Bias => shape with { Columns = node.Shape.Width },
                _ => shape,
            };
        }

        for (int i = 0, offset = 0; i < weights.Length; offset += weights[i].Count, i++)
        {
            weights[i] = weights[i] with { Offset = offset };
        }

        return new RuleGraph(nodes, weights, FeatureColumns, NextState, Readout, Encoding, Halting);
    }

    /// <summary>Refuses a problem that the rule cannot run on.</summary>
    /// <exception cref="ArgumentException">
    /// It has another number of features or cells than the rule needs, or lacks a relation that the rule follows.
    /// </exception>
    internal void RequireFit(Problem problem)
    {
        if (problem.FeatureColumns != FeatureColumns)
        {
            throw new ArgumentException(
                $"The problem has {problem.FeatureColumns} features a cell, the rule needs {FeatureColumns}.", nameof(problem));
        }

        foreach (Operation operation in Nodes.Select(node => node.Operation))
        {
            _ = operation.Follows?.In(problem);
            if (operation.ExactCells is { } cells && cells != problem.Cells)
            {
                throw new ArgumentException($"The problem has {problem.Cells} cells, the rule mixes exactly {cells}.");
            }
        }
    }

    /// <summary>
    /// The multiply-adds of the linear maps and of the attention of one step on one problem, without the heads.
    /// Everything else (pooling, normalisation, activations) is not counted, so a share of the machine's peak computed
    /// from this is on the low side.
    /// </summary>
    internal long MultiplyAddsPerStep(Problem problem) => Nodes.Where((_, i) => !IsHead(i)).Sum(node =>
    {
        long rows = node.Shape.RowsIn(problem);
        return (node.Operation.WeightOf(WeightRole.Map) is { } map ? rows * Weights[map].Count : 0)
            + (node.Operation is Operation.Attention ? 2 * rows * rows * node.Shape.Width : 0);
    });

    /// <summary>Whether a node depends on the state, and so changes from step to step.</summary>
    /// <param name="node">The node's index.</param>
    public bool DependsOnState(int node) => _changes[node];

    /// <summary>Whether a node is read out of a state instead of being part of the step.</summary>
    /// <param name="node">The node's index.</param>
    public bool IsHead(int node) => node == Readout || node == Halting;

    /// <summary>The width of the state.</summary>
    public int StateWidth => Nodes[NextState].Shape.Width;

    /// <summary>The width of the logits.</summary>
    public int ReadoutWidth => Nodes[Readout].Shape.Width;

    /// <summary>The number of parameters.</summary>
    public int ParameterCount => Weights.Sum(weight => weight.Count);
}
