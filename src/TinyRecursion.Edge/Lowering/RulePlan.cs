using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Edge.Lowering;

/// <summary>
/// A step in passes over rows. Kept for all rows are only the state, what one row hears from others, and what would be costly to work
/// out twice: everything else, which includes the widest values of a rule, exists for one row at a time.
/// </summary>
internal sealed class RulePlan
{
    private readonly RuleGraph _graph;
    private readonly int[] _levels;
    private readonly bool[] _needed;
    private readonly HashSet<int> _stored = [];

    /// <summary>Plans a step.</summary>
    public RulePlan(RuleGraph graph)
    {
        _graph = graph;
        int count = graph.Nodes.Count;
        (_levels, _needed) = (new int[count], new bool[count]);
        _needed[graph.NextState] = true;
        for (int node = graph.NextState; node >= 0; node--)
        {
            foreach (int input in graph.Nodes[node].Inputs)
            {
                _needed[input] |= _needed[node];
            }
        }

        for (int node = 0; node < count; node++)
        {
            IReadOnlyList<int> inputs = graph.Nodes[node].Inputs;
            for (int i = 0; i < inputs.Count && _needed[node]; i++)
            {
                bool crosses = graph.Nodes[node].Operation.ReadsOtherRows(i);
                _levels[node] = Math.Max(_levels[node], _levels[inputs[i]] + (crosses ? 1 : 0));
                if (crosses)
                {
                    _stored.Add(inputs[i]);
                }
            }
        }

        _stored.Add(graph.NextState);
        _stored.Remove(graph.StateNode);
        Passes = Settle();
        NeedsTwoStates = Passes[^1].Nodes.Select(node => graph.Nodes[node])
            .Any(node => node.Inputs.Where((input, i) => input == graph.StateNode && node.Operation.ReadsOtherRows(i)).Any());
    }

    /// <summary>The passes, in order; the last one makes the next state.</summary>
    public IReadOnlyList<Pass> Passes { get; }

    /// <summary>Whether the next state cannot be written over the state row by row, since later rows still look at earlier ones.</summary>
    public bool NeedsTwoStates { get; }

    /// <summary>The nodes that are kept for all rows, besides the state.</summary>
    public IEnumerable<int> Stored => _stored.Where(node => node != _graph.NextState).Order();

    /// <summary>Whether a node is kept for all rows.</summary>
    public bool IsStored(int node) => _stored.Contains(node) && node != _graph.NextState;

    /// <summary>Whether a row is worked out again rather than kept: one of the same row, without the products of a map.</summary>
    private static bool IsCheap(Operation operation) => operation.Reach is Reach.Row && operation.WeightOf(WeightRole.Map) is null;

    // What turns out to be computed in two passes and is costly is kept, until nothing more is.
    private List<Pass> Settle()
    {
        while (true)
        {
            List<Pass> passes = Divide();
            int[] twice = [.. passes.SelectMany(pass => pass.Nodes).GroupBy(node => node)
                .Where(group => group.Count() > 1 && !IsCheap(_graph.Nodes[group.Key].Operation)).Select(group => group.Key)];
            if (twice.Length == 0)
            {
                return passes;
            }

            _stored.UnionWith(twice);
        }
    }

    private List<Pass> Divide() => [.. _stored
        .GroupBy(node => (Level: _levels[node], Rows: _graph.Nodes[node].Shape with { Width = 1 }))
        .OrderBy(group => group.Key.Level).ThenBy(group => group.Min())
        .Select(group => new Pass(group.Key.Level, group.Key.Rows, NodesFor(group.Key.Level, [.. group.Order()]), [.. group.Order()]))];

    private List<int> NodesFor(int level, int[] targets)
    {
        var nodes = new SortedSet<int>();
        var open = new Stack<int>(targets);
        while (open.TryPop(out int node))
        {
            if (!nodes.Add(node))
            {
                continue;
            }

            Node it = _graph.Nodes[node];
            for (int i = 0; i < it.Inputs.Count; i++)
            {
                int input = it.Inputs[i];
                if (!it.Operation.ReadsOtherRows(i) && !(_stored.Contains(input) && _levels[input] < level))
                {
                    open.Push(input);
                }
            }
        }

        return [.. nodes];
    }

    /// <summary>A walk over the rows of a value, each row worked out from beginning to end before the next.</summary>
    /// <param name="Level">How often information has crossed rows before it.</param>
    /// <param name="Rows">What its rows are; the width does not matter.</param>
    /// <param name="Nodes">The nodes computed for a row, in order.</param>
    /// <param name="Stored">Those of them that are kept for all rows.</param>
    internal sealed record Pass(int Level, ValueShape Rows, IReadOnlyList<int> Nodes, IReadOnlyList<int> Stored);
}
