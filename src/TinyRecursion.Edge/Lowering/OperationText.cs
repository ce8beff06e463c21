using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
using static TinyRecursion.Edge.Lowering.RuleNames;

namespace TinyRecursion.Edge.Lowering;

/// <summary>What each operation is in C: the statements that compute one row of its value.</summary>
/// <param name="names">Names of the rule's parts.</param>
/// <param name="constants">Its numbers.</param>
/// <param name="runtime">Receives the functions that are called.</param>
internal sealed class OperationText(RuleNames names, IntegerConstants constants, Runtime runtime)
{
    private RuleGraph Graph => names.Graph;

    /// <summary>The statements that compute a row.</summary>
    /// <param name="index">The node; neither the state nor a row of a table, which are read where they lie.</param>
    /// <exception cref="NotSupportedException">There is no C for the operation.</exception>
    public IEnumerable<string> Statements(int index)
    {
        Node node = Graph.Nodes[index];
        string y = Row(index);
        int width = node.Shape.Width;
        return node.Operation switch
        {
            Operation.EmbedSlot slot => [Slot(y, slot, width)],
            Operation.Linear => [Linear(y, Row(node.Inputs[0]), index)],
            Operation.RmsNorm => [Call(
                "rms_norm", y, Row(node.Inputs[0]), $"{width}", $"{constants.Norms[index].Factor}", $"{constants.Norms[index].Exponent}",
                $"UINT64_C({constants.Norms[index].Offset})")],
            Operation.Relu => [Call("relu", y, Row(node.Inputs[0]), $"{width}")],
            Operation.Silu => [Call("silu", y, Row(node.Inputs[0]), $"{width}", $"{constants.Exponents[index]}")],
            Operation.Add => Add(y, [.. node.Inputs.Order()], width),
            Operation.Multiply => [Call("multiply", y, Row(node.Inputs[0]), Row(node.Inputs[1]), $"{width}", $"{ShiftOf(index)}")],
            Operation.Scale => [Call(
                "scale", y, Row(node.Inputs[0]), $"{width}", $"{constants.Factors[index].Factor}", $"{constants.Factors[index].Shift}")],
            Operation.Rotary rotary => [Call(
                "rotary", y, Row(node.Inputs[0]), $"{width}", $"{rotary.Heads}", $"turns_{index} + row * {width / rotary.Heads}")],
            Operation.Attention attention => [Call(
                "attention", y, Row(node.Inputs[0]), Whole(node.Inputs[1]), Whole(node.Inputs[2]), "cells", $"{width}", $"{attention.Heads}",
                $"&scores_{index}")],
            Operation.Transpose => [Call("transpose", y, Whole(node.Inputs[0]), names.Rows(ShapeOf(node.Inputs[0])), $"{ShapeOf(node.Inputs[0]).Width}", "row")],
            Operation.Pool pool => [Call("pool", y, Whole(node.Inputs[0]), $"{width / 2}", "&" + names.Relation(pool.Relation), "row")],
            Operation.Maximum maximum => [Call("maximum", y, Whole(node.Inputs[0]), $"{width}", "&" + names.Relation(maximum.Relation), "row")],
            Operation.Spread spread => [Call("spread", y, Whole(node.Inputs[0]), $"{width}", "&" + names.Relation(spread.Relation), "row")],
            Operation.Gather gather => [Call(
                "gather", y, Whole(node.Inputs[0]), $"{width / gather.Degree}", $"{gather.Degree}", $"{names.Relation(gather.Relation)} + row * {gather.Degree}")],
            Operation.Snap snap => [Call("snap", y, Row(node.Inputs[0]), $"{width}", $"{snap.Width}", $"{1 << constants.Exponents[index]}")],
            _ => throw new NotSupportedException($"node {index}: there is no C for the operation '{node.Operation.Kind}'"),
        };
    }

    /// <summary>Where the row of a table lies that a node looks up.</summary>
    public string Lookup(int index, Operation.Embed embed)
    {
        runtime.Use("feature");
        Matrix<short> table = constants.Tables[index];
        return Text($"{Table(embed.Table)} + feature(row, {embed.Column}, {table.Rows - 1}) * {table.Columns}");
    }

    /// <summary>The call that maps a row.</summary>
    public string Linear(string y, string x, int index) => Call($"linear{constants.Maps[index].WeightBits}", y, x, "&" + Map(index));

    private ValueShape ShapeOf(int node) => Graph.Nodes[node].Shape;

    private int ShiftOf(int index) =>
        constants.Exponents[Graph.Nodes[index].Inputs[0]] + constants.Exponents[Graph.Nodes[index].Inputs[1]] - constants.Exponents[index];

    private string Slot(string y, Operation.EmbedSlot slot, int width)
    {
        runtime.Use("feature");
        WeightShape table = Graph.Weights[slot.Table];
        int parts = table.Rows * ((table.Columns + width - 1) / width);
        return Call("embed_slot", y, $"{width}", Table(slot.Table), $"{table.Columns}", $"feature(row, {slot.Column}, {parts})");
    }

    private IEnumerable<string> Add(string y, int[] inputs, int width)
    {
        // The order counts where a sum is cut.
        for (int i = 1; i < inputs.Length; i++)
        {
            yield return Call("add", y, i == 1 ? Row(inputs[0]) : y, Row(inputs[i]), $"{width}");
        }
    }

    private string Whole(int node) => node == Graph.StateNode ? "state" : Value(node);

    private string Call(string function, params string[] arguments)
    {
        runtime.Use(function);
        return $"{function}({string.Join(", ", arguments)});";
    }
}
