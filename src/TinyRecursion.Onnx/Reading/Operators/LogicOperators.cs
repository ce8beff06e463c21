using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Operators;

/// <summary>Comparisons and logic of known numbers, which decide about shapes.</summary>
internal static class LogicOperators
{
    /// <summary>Whether two are the same.</summary>
    public static Value[] Equal(NodeContext node) => Compare(node, order => order == 0);

    /// <summary>Whether one is smaller.</summary>
    public static Value[] Less(NodeContext node) => Compare(node, order => order == -1);

    /// <summary>Whether one is not larger.</summary>
    public static Value[] LessOrEqual(NodeContext node) => Compare(node, order => order is -1 or 0);

    /// <summary>Whether one is larger.</summary>
    public static Value[] Greater(NodeContext node) => Compare(node, order => order == 1);

    /// <summary>Whether one is not smaller.</summary>
    public static Value[] GreaterOrEqual(NodeContext node) => Compare(node, order => order is 0 or 1);

    /// <summary>Whether both are true.</summary>
    public static Value[] And(NodeContext node) => Combine(node, (a, b) => a & b);

    /// <summary>Whether one is true, or both.</summary>
    public static Value[] Or(NodeContext node) => Combine(node, (a, b) => a | b);

    /// <summary>Whether one alone is true.</summary>
    public static Value[] Xor(NodeContext node) => Combine(node, (a, b) => a ^ b);

    /// <summary>Whether it is false.</summary>
    public static Value[] Not(NodeContext node) => [Value.Of(node.Input(0).Dims, Array.ConvertAll(Truths(node.Input(0)), truth => 1 - truth), ElementType.Bool)];

    /// <summary>Where a value is not 0, an axis a row.</summary>
    public static Value[] NonZero(NodeContext node)
    {
        Value value = node.Input(0);
        long[] truths = Casts.To(value, ElementType.Bool).Integers;
        int[] strides = NodeContext.Strides(value.Dims), places = [.. Enumerable.Range(0, truths.Length).Where(i => truths[i] != 0)];
        int rank = value.Dims.Length;
        var found = new long[node.Draft.Budget.Take([rank, places.Length])];
        for (int i = 0; i < found.Length; i++)
        {
            int axis = i / places.Length;
            found[i] = places[i % places.Length] / strides[axis] % value.Dims[axis];
        }

        return [Value.Of([rank, places.Length], found)];
    }

    private static Value[] Compare(NodeContext node, Func<int?, bool> holds)
    {
        (Value left, Value right) = ArithmeticOperators.Pair(node, node.Input(0), node.Input(1));
        if (!left.IsConstant || !right.IsConstant)
        {
            throw new OnnxProblem("a comparison that depends on the inputs is not read");
        }

        var truths = new long[left.Count];
        for (int i = 0; i < truths.Length; i++)
        {
            int? order = left.IsWhole ? Math.Sign(left.Integers[i].CompareTo(right.Integers[i]))
                : left.Type == ElementType.Double ? Order(left.Doubles[i], right.Doubles[i])
                : Order(left.Floats[i], right.Floats[i]);
            truths[i] = holds(order) ? 1 : 0;
        }

        return [Value.Of(left.Dims, truths, ElementType.Bool)];
    }

    // What is no number is in no order.
    private static int? Order(double left, double right) => left < right ? -1 : left > right ? 1 : left == right ? 0 : null;

    private static Value[] Combine(NodeContext node, Func<long, long, long> operation)
    {
        (Value left, Value right) = ArithmeticOperators.Pair(node, node.Input(0), node.Input(1));
        long[] one = Truths(left), two = Truths(right);
        return [Value.Of(left.Dims, [.. one.Select((truth, i) => operation(truth, two[i]))], ElementType.Bool)];
    }

    private static long[] Truths(Value value) => value.Type == ElementType.Bool ? value.Integers : throw new OnnxProblem($"expected truth values, found {Value.Name(value.Type)}");
}
