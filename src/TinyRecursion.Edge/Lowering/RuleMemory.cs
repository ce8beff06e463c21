using TinyRecursion.Operations;
using TinyRecursion.Rules;
using static TinyRecursion.Edge.Lowering.RuleNames;

namespace TinyRecursion.Edge.Lowering;

/// <summary>The buffers that a rule needs whatever its task is: problem, state, and the values kept for all rows.</summary>
/// <param name="names">Names of the rule's parts.</param>
/// <param name="plan">The passes.</param>
/// <param name="task">How large things get.</param>
internal sealed class RuleMemory(RuleNames names, RulePlan plan, EdgeTask task)
{
    private RuleGraph Graph => names.Graph;

    /// <summary>Adds them.</summary>
    public void Add(CMemory memory, CConstants structures, Runtime runtime, int scratch)
    {
        memory.Add("uint16_t", "cells", string.Empty, 1, "cells of the instance");
        memory.Add(
            task.FeatureType, "features", Text($"{names.Cells} * {Math.Max(1, Graph.FeatureColumns)}"),
            (long)task.Cells * Math.Max(1, Graph.FeatureColumns), "features of each cell");
        foreach (RelationBound relation in task.Relations)
        {
            AddRelation(relation, memory, structures, runtime);
        }

        AddValue(memory, "state", Graph.NextState, "the state");
        if (plan.NeedsTwoStates)
        {
            AddValue(memory, "next_state", Graph.NextState, "the next state, until all rows are known");
        }

        foreach (int node in plan.Stored)
        {
            AddValue(memory, Value(node), node, Text($"{node} {Graph.Nodes[node].Operation.Kind}"));
        }

        memory.Add("int16_t", "scratch", Text($"{scratch}"), scratch, "all else, for one row");
        if (runtime.Uses("attention"))
        {
            memory.Add("int32_t", "attention_weights", names.Cells, task.Cells, "scores of one row");
        }
    }

    private void AddValue(CMemory memory, string name, int node, string comment)
    {
        ValueShape shape = Graph.Nodes[node].Shape;
        long rows = shape.Rows ?? (shape.Relation is { } relation ? task.Relations.Single(it => it.Name == relation).Groups : task.Cells);
        memory.Add("int16_t", name, Text($"{names.MostRows(shape)} * {shape.Width}"), rows * shape.Width, comment);
    }

    private void AddRelation(RelationBound relation, CMemory memory, CConstants structures, Runtime runtime)
    {
        string name = names.Relation(relation.Name);
        if (relation.Degree > 0)
        {
            memory.Add("uint16_t", name, Text($"{names.Cells} * {relation.Degree}"), (long)task.Cells * relation.Degree, "neighbours of each cell");
            return;
        }

        runtime.Use("groups");
        string groups = names.Bound(relation.Name, "GROUPS"), members = names.Bound(relation.Name, "MEMBERS");
        memory.Add("uint16_t", name + "_count", string.Empty, 1, "groups");
        memory.Add("uint16_t", name + "_starts", groups + " + 1", relation.Groups + 1, "where the members of each begin");
        memory.Add("uint16_t", name + "_members", members, relation.Members, "the members of each");
        memory.Add("uint16_t", name + "_cell_starts", names.Cells + " + 1", task.Cells + 1, "where the groups of each cell begin");
        memory.Add("uint16_t", name + "_memberships", members, relation.Members, "the groups of each cell");
        structures.Structure("struct groups", name, 5, $"&{name}_count", name + "_starts", name + "_members", name + "_cell_starts", name + "_memberships");
    }
}
