using System.Text;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
using static TinyRecursion.Edge.Lowering.RuleNames;

namespace TinyRecursion.Edge.Lowering;

/// <summary>A step in C: a function for each pass.</summary>
/// <param name="names">Names of the rule's parts.</param>
/// <param name="plan">The passes.</param>
/// <param name="operations">The operations in C.</param>
internal sealed class PassText(RuleNames names, RulePlan plan, OperationText operations)
{
    private RuleGraph Graph => names.Graph;

    /// <summary>The functions of all passes and of a step.</summary>
    /// <param name="scratch">Entries of the buffer that one row needs.</param>
    public string Write(out int scratch)
    {
        var text = new StringBuilder();
        scratch = 1;
        for (int i = 0; i < plan.Passes.Count; i++)
        {
            var rows = new ScratchPlan(Graph, plan, plan.Passes[i]);
            scratch = Math.Max(scratch, rows.Size);
            Append(text, i, plan.Passes[i], rows);
        }

        text.Append("/* One step. Returns whether the state has changed. */\nstatic int step(void)\n{\n");
        for (int i = 0; i < plan.Passes.Count - 1; i++)
        {
            text.Append(Text($"    pass_{i + 1}();\n"));
        }

        return text.Append(Text($"    return pass_{plan.Passes.Count}();\n}}\n")).ToString();
    }

    private void Append(StringBuilder text, int number, RulePlan.Pass pass, ScratchPlan rows)
    {
        bool last = number == plan.Passes.Count - 1;
        string what = pass.Rows.Relation is { } relation ? $"groups of {CName(relation)}" : pass.Rows.Rows is null ? "cells" : "rows";
        text.Append(Text($"/* Pass {number + 1} of {plan.Passes.Count}, over {what}: {string.Join(", ", pass.Stored.Select(Describe))}. */\n"));
        text.Append(Text($"static {(last ? "int" : "void")} pass_{number + 1}(void)\n{{\n{(last ? "    int changed = 0;\n" : string.Empty)}"));
        text.Append(Text($"    for (int row = 0; row < {names.Rows(pass.Rows)}; row++) {{\n"));
        foreach (int input in pass.Nodes.SelectMany(node => Graph.Nodes[node].Inputs.Where((_, i) => !Graph.Nodes[node].Operation.ReadsOtherRows(i)))
            .Distinct().Except(pass.Nodes).Order())
        {
            text.Append(Text($"        const int16_t *{Row(input)} = {Value(input)} + row * {Width(input)};\n"));
        }

        foreach (int node in pass.Nodes)
        {
            AppendNode(text, node, rows);
        }

        if (last)
        {
            AppendNextState(text);
        }

        text.Append(last ? "    }\n" : "    }\n}\n\n");
        if (last)
        {
            text.Append(plan.NeedsTwoStates ? Text($"    changed = put_row(state, next_state, cells * {Width(Graph.NextState)});\n") : string.Empty);
            text.Append("    return changed;\n}\n\n");
        }
    }

    private void AppendNode(StringBuilder text, int node, ScratchPlan rows)
    {
        Node it = Graph.Nodes[node];
        if (it.Operation is Operation.State or Operation.Embed)
        {
            string where = it.Operation is Operation.Embed embed ? operations.Lookup(node, embed) : Text($"state + row * {it.Shape.Width}");
            text.Append(Text($"        const int16_t *{Row(node)} = {where};\n"));
            if (plan.IsStored(node))
            {
                text.Append(Text($"        put_row({Value(node)} + row * {Width(node)}, {Row(node)}, {Width(node)});\n"));
            }

            return;
        }

        string place = rows.OffsetOf(node) is { } offset ? Text($"scratch + {offset}") : Text($"{Value(node)} + row * {Width(node)}");
        text.Append(Text($"        int16_t *{Row(node)} = {place}; /* {Describe(node)} */\n"));
        foreach (string statement in operations.Statements(node))
        {
            text.Append(Text($"        {statement}\n"));
        }
    }

    private void AppendNextState(StringBuilder text)
    {
        int next = Graph.NextState, width = Width(next);
        text.Append(plan.NeedsTwoStates
            ? Text($"        put_row(next_state + row * {width}, {Row(next)}, {width});\n")
            : Text($"        changed |= put_row(state + row * {width}, {Row(next)}, {width});\n"));
    }

    private int Width(int node) => Graph.Nodes[node].Shape.Width;

    private string Describe(int node) => Graph.Nodes[node].Operation.WeightOf(WeightRole.Map) is { } map
        ? Text($"{node} linear {CName(Graph.Weights[map].Name)}")
        : Text($"{node} {Graph.Nodes[node].Operation.Kind}");

    /// <summary>Where the values of one row lie while a pass works on it: in one small buffer, of which parts are used again as soon as they are free.</summary>
    private sealed class ScratchPlan
    {
        private readonly Dictionary<int, int> _offsets = [];

        /// <summary>Lays out the values of a pass.</summary>
        /// <param name="graph">The rule.</param>
        /// <param name="plan">Its passes.</param>
        /// <param name="pass">The pass.</param>
        public ScratchPlan(RuleGraph graph, RulePlan plan, RulePlan.Pass pass)
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
}
