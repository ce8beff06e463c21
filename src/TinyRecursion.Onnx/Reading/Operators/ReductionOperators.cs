using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Drafts;
using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Operators;

/// <summary>Operators that put the elements along axes together.</summary>
internal static class ReductionOperators
{
    /// <summary>Sums.</summary>
    public static Value[] ReduceSum(NodeContext node) => Reduce(node, axesAsInput: 13, Add, empty: 0);

    /// <summary>Sums of distances from 0.</summary>
    public static Value[] ReduceL1(NodeContext node) => Reduce(node, axesAsInput: 18, Add, empty: 0, ArithmeticOperators.Absolute);

    /// <summary>Sums of squares.</summary>
    public static Value[] ReduceSumSquare(NodeContext node) =>
        Reduce(node, axesAsInput: 18, Add, empty: 0, (at, value) => ArithmeticOperators.Multiply(at, (value, value)));

    /// <summary>Products.</summary>
    public static Value[] ReduceProd(NodeContext node) => Reduce(node, axesAsInput: 18, (at, left, right) => ArithmeticOperators.Multiply(at, (left, right)), empty: 1);

    /// <summary>Maxima.</summary>
    public static Value[] ReduceMax(NodeContext node) => Reduce(node, axesAsInput: 18, (at, left, right) => ArithmeticOperators.Maximum(at, (left, right)), empty: float.NegativeInfinity);

    /// <summary>Minima.</summary>
    public static Value[] ReduceMin(NodeContext node) => Reduce(node, axesAsInput: 18, (at, left, right) => ArithmeticOperators.Minimum(at, (left, right)), empty: float.PositiveInfinity);

    /// <summary>Running sums along an axis.</summary>
    public static Value[] CumSum(NodeContext node)
    {
        Value value = node.Input(0);
        int axis = NodeContext.Axis((node.Integers(1) ?? throw new OnnxProblem("expected an axis"))[0], value.Dims.Length);
        bool exclusive = node.Int("exclusive", 0) != 0, reverse = node.Int("reverse", 0) != 0;
        int size = value.Dims[axis], stride = NodeContext.Strides(value.Dims)[axis];
        Value[] slices = [.. Enumerable.Range(0, size).Select(i => Slice(i))];
        Value? sum = null;
        var sums = new Value[size];
        for (int i = 0; i < size; i++)
        {
            int place = reverse ? size - 1 - i : i;
            Value next = sum is null ? slices[place] : ArithmeticOperators.Add(node, (sum, slices[place]));
            sums[place] = !exclusive ? next : sum ?? Zeros(node, slices[place]);
            sum = next;
        }

        return [size == 0 ? value : IndexOperators.Concatenated(node, axis, sums)];

        Value Slice(int i)
        {
            int[] dims = [.. value.Dims];
            dims[axis] = 1;
            return value.Select(dims, node.Strided(dims, i * stride, NodeContext.Strides(value.Dims)));
        }
    }

    /// <summary>The sum of each row of a value.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="value">The value, rows side by side.</param>
    /// <param name="length">The length of a row.</param>
    public static int SumOfRows(Draft draft, Value value, int length) => AffineMap.Make(draft, value, value.Count / length, (map, elements) =>
    {
        bool exact = true;
        for (int i = 0; i < elements.Length; i++)
        {
            exact &= map.Add(i / length, elements[i], 1);
        }

        return exact;
    });

    private static Value Add(NodeContext node, Value left, Value right) => ArithmeticOperators.Add(node, (left, right));

    private static Value Zeros(NodeContext node, Value like) =>
        Value.Single(0, like.Type).Select(like.Dims, new int[node.Draft.Budget.Take(like.Dims)]);

    private static Value[] Reduce(
        NodeContext node, int axesAsInput, Func<NodeContext, Value, Value, Value> both, float empty, Func<NodeContext, Value, Value>? first = null)
    {
        Value value = node.Input(0);
        long[]? axes = node.Opset < axesAsInput ? node.Ints("axes") : node.Integers(1);
        bool keep = node.Int("keepdims", 1) != 0, nothing = node.Int("noop_with_empty_axes", 0) != 0;
        value = first is null ? value : first(node, value);
        int rank = value.Dims.Length;
        var reduced = new bool[rank];
        Array.Fill(reduced, (axes is null || axes.Length == 0) && !nothing);
        foreach (long axis in axes ?? [])
        {
            reduced[NodeContext.Axis(axis, rank)] = true;
        }

        // What is kept in front, what is put together behind it.
        int[] kept = [.. Enumerable.Range(0, rank).Where(axis => !reduced[axis])], gone = [.. Enumerable.Range(0, rank).Where(axis => reduced[axis])];
        int[] strides = NodeContext.Strides(value.Dims), order = [.. kept, .. gone];
        int length = ElementBudget.Count([.. gone.Select(axis => value.Dims[axis])]), rows = ElementBudget.Count([.. kept.Select(axis => value.Dims[axis])]);
        int[] dims = keep ? [.. value.Dims.Select((size, axis) => reduced[axis] ? 1 : size)] : [.. kept.Select(axis => value.Dims[axis])];
        Value turned = value.Select([rows, length], node.Strided([.. order.Select(axis => value.Dims[axis])], 0, [.. order.Select(axis => strides[axis])]));
        if (length == 0)
        {
            Value nothingAtAll = Casts.Limit(empty, value.Type);
            return [nothingAtAll.Select(dims, new int[node.Draft.Budget.Take(dims)])];
        }

        if (both == Add && !turned.IsConstant)
        {
            return [node.Made(SumOfRows(node.Draft, turned, length), dims)];
        }

        return [Halved(node, turned, both).Reshaped(dims)];
    }

    // The first half with the second, again and again.
    private static Value Halved(NodeContext node, Value rows, Func<NodeContext, Value, Value, Value> both)
    {
        while (rows.Dims[1] > 1)
        {
            int count = rows.Dims[0], length = rows.Dims[1], half = length / 2;
            int[] dims = [count, half];
            Value together = both(node, rows.Select(dims, node.Strided(dims, 0, [length, 1])), rows.Select(dims, node.Strided(dims, half, [length, 1])));
            if (length % 2 == 1)
            {
                Value last = rows.Select([count, 1], node.Strided([count, 1], length - 1, [length, 1]));
                together = IndexOperators.Concatenated(node, 1, [together, last]);
            }

            rows = together;
        }

        return rows;
    }
}
