using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>Which values of a rule share their channels: what an operation hands on entry by entry has those of what it was given.</summary>
internal sealed class ChannelClasses
{
    private readonly RuleGraph _graph;
    private readonly int[] _parents;
    private readonly bool[] _fixed;
    private readonly bool[] _pooled;

    private ChannelClasses(RuleGraph graph)
    {
        _graph = graph;
        _parents = [.. Enumerable.Range(0, graph.Nodes.Count)];
        _fixed = new bool[_parents.Length];
        _pooled = new bool[_parents.Length];
    }

    /// <summary>The classes all of whose values are made and read by linear maps alone.</summary>
    public IEnumerable<int> Prunable => Enumerable.Range(0, _parents.Length).Where(node => _parents[node] == node && !_fixed[node]);

    /// <summary>Finds the classes of a rule.</summary>
    public static ChannelClasses Of(RuleGraph graph)
    {
        var classes = new ChannelClasses(graph);
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            classes.Join(node);
        }

        // A weight that several maps share has the channels of all of them.
        foreach (IGrouping<int?, int> maps in Enumerable.Range(0, graph.Nodes.Count)
            .GroupBy(node => graph.Nodes[node].Operation.WeightOf(WeightRole.Map)).Where(maps => maps.Key is not null))
        {
            foreach (int map in maps)
            {
                classes.Union(maps.First(), map);
                classes.Union(graph.Nodes[maps.First()].Inputs[0], graph.Nodes[map].Inputs[0]);
            }
        }

        // A map that only one step of the recursion reads, such as a head, is no channel.
        foreach (int kept in new[] { graph.NextState, graph.Readout, graph.Halting ?? graph.Readout, graph.Encoding ?? graph.Readout })
        {
            classes.Fix(kept);
        }

        return classes;
    }

    /// <summary>The class of a node's value.</summary>
    public int RootOf(int node)
    {
        while (_parents[node] != node)
        {
            node = _parents[node];
        }

        return node;
    }

    /// <summary>The number of channels of a class: the narrowest of its values, of which wider ones hold several parts.</summary>
    public int Width(int root) =>
        Enumerable.Range(0, _parents.Length).Where(node => RootOf(node) == root).Min(node => _graph.Nodes[node].Shape.Width);

    /// <summary>Whether a class is pooled.</summary>
    public bool IsPooled(int root) => _pooled[root];

    private void Join(int index)
    {
        Node node = _graph.Nodes[index];
        if (node.Operation.WeightOf(WeightRole.Map) is not null)
        {
            return;
        }

        // What follows a relation hands channels on as well, several times over where it makes several parts.
        bool handsOn = node.Operation.IsElementwise || node.Operation.Follows is not null;
        foreach (int value in node.Inputs.Prepend(index))
        {
            if (handsOn)
            {
                Union(index, value);
            }
            else
            {
                Fix(value);
            }
        }

        _pooled[RootOf(index)] |= node.Operation.Reach is Reach.Group && node.Shape.Relation is not null;
    }

    private void Fix(int node) => _fixed[RootOf(node)] = true;

    private void Union(int a, int b)
    {
        (int from, int to) = (RootOf(a), RootOf(b));
        _parents[from] = to;
        _fixed[to] |= _fixed[from];
        _pooled[to] |= _pooled[from];
    }
}
