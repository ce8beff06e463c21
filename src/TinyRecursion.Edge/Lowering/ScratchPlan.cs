using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Edge.Lowering;

/// <summary>Where the values of one row lie while a pass works on it: in one small buffer, of which parts are used again as soon as they are free.</summary>
internal sealed class ScratchPlan
{
    private readonly Dictionary<int, int> _offsets = [];

    /// <summary>Lays out the values of a pass.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="plan">Its passes.</param>
    /// <param name="pass">The pass.</param>
    public ScratchPlan(RuleGraph graph, RulePlan plan, Pass pass)
    {
        var live = new List<(int Start, int End, int Last)>();
        foreach (int node in pass.Nodes.Where(node => IsInScratch(graph, plan, node)))
        {
            live.RemoveAll(part => part.Last < node);
            int last = pass.Nodes.Where(reader => graph.Nodes[reader].Inputs.Contains(node)).Append(node).Max(), width = graph.Nodes[node].Shape.Width;
            // The next state is read after everything else.
            last = node == graph.NextState ? int.MaxValue : last;
            int at = 0;
            foreach ((int start, int end, _) in live.OrderBy(part => part.Start))
            {
                if (at + width <= start)
                {
                    break;
                }

                at = Math.Max(at, end);
            }

            live.Add((at, at + width, last));
            _offsets.Add(node, at);
            Size = Math.Max(Size, at + width);
        }
    }

    /// <summary>Entries of the buffer.</summary>
    public int Size { get; }

    /// <summary>Where a node's row lies; null for one that lies elsewhere.</summary>
    public int? OffsetOf(int node) => _offsets.TryGetValue(node, out int offset) ? offset : null;

    // States and rows of tables are read where they lie.
    private static bool IsInScratch(RuleGraph graph, RulePlan plan, int node) =>
        !plan.IsStored(node) && graph.Nodes[node].Operation is not (Operation.State or Operation.Embed);
}
