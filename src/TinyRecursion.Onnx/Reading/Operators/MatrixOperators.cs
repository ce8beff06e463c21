using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Drafts;
using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Operators;

/// <summary>Products of matrices.</summary>
internal static class MatrixOperators
{
    /// <summary>A product of matrices, or of stacks of them, as NumPy's.</summary>
    public static Value[] MatMul(NodeContext node) => [Product(node, node.Input(0), node.Input(1))];

    /// <summary><c>α A B + β C</c>, A and B perhaps transposed.</summary>
    public static Value[] Gemm(NodeContext node)
    {
        Value left = Matrix(node, node.Input(0), "transA"), right = Matrix(node, node.Input(1), "transB");
        Value product = Times(node, Product(node, left, right), node.Float("alpha", 1));
        float beta = node.Float("beta", 1);
        if (node.Optional(2) is not { } added || beta == 0)
        {
            return [product];
        }

        Value whole = node.Broadcast(added, NodeContext.BroadcastDims(product.Dims, added.Dims));
        return whole.Count == product.Count
            ? [ArithmeticOperators.Add(node, ArithmeticOperators.Pair(node, product, Times(node, whole, beta)))]
            : throw new OnnxProblem($"what is added has the shape {NodeContext.Shown(added.Dims)}, the product {NodeContext.Shown(product.Dims)}");
    }

    /// <summary>A product of matrices, or of stacks of them.</summary>
    public static Value Product(NodeContext node, Value left, Value right)
    {
        if (left.Type != right.Type)
        {
            throw new OnnxProblem($"expected inputs of one type, found {Value.Name(left.Type)} and {Value.Name(right.Type)}");
        }

        if (left.Dims.Length == 0 || right.Dims.Length == 0)
        {
            throw new OnnxProblem("expected matrices or vectors, found a number");
        }

        // A vector is a row on the left and a column on the right; that axis is gone in the end.
        Value a = left.Dims.Length == 1 ? left.Reshaped([1, left.Count]) : left;
        Value b = right.Dims.Length == 1 ? right.Reshaped([right.Count, 1]) : right;
        (int rows, int shared, int columns) = (a.Dims[^2], a.Dims[^1], b.Dims[^1]);
        if (shared != b.Dims[^2] || shared == 0)
        {
            throw new OnnxProblem($"the shapes {NodeContext.Shown(left.Dims)} and {NodeContext.Shown(right.Dims)} do not fit");
        }

        int[] batch = NodeContext.BroadcastDims(a.Dims[..^2], b.Dims[..^2]);
        int[] dims = [.. batch, .. left.Dims.Length == 1 ? Array.Empty<int>() : [rows], .. right.Dims.Length == 1 ? Array.Empty<int>() : [columns]];
        a = node.Broadcast(a, [.. batch, rows, shared]);
        b = node.Broadcast(b, [.. batch, shared, columns]);
        int count = node.Draft.Budget.Take([.. batch, rows, columns]);
        if (a.IsConstant && b.IsConstant)
        {
            if (a.Type != ElementType.Float || node.Draft.Rounds)
            {
                return Known(a, b, dims, (rows, shared, columns));
            }

            a = node.AsVariable(a);
        }

        // Every known number is looked at once for each column or row that it meets.
        node.Draft.Budget.Take((long)count * (a.IsConstant || b.IsConstant ? 1 : shared));
        int made = b.IsConstant ? MapLeft(node.Draft, a, b.Floats, count, (rows, shared, columns))
            : a.IsConstant ? MapRight(node.Draft, a.Floats, b, count, (rows, shared, columns))
            : Both(node, a, b, (rows, shared, columns));
        return node.Made(made, dims);
    }

    private static Value Matrix(NodeContext node, Value value, string transposed)
    {
        if (value.Dims.Length != 2)
        {
            throw new OnnxProblem($"expected a matrix, found the shape {NodeContext.Shown(value.Dims)}");
        }

        int[] dims = [value.Dims[1], value.Dims[0]];
        return node.Int(transposed, 0) != 0 ? value.Select(dims, node.Strided(dims, 0, [1, value.Dims[1]])) : value;
    }

    private static Value Times(NodeContext node, Value value, float factor) => factor == 1
        ? value
        : ArithmeticOperators.Multiply(node, ArithmeticOperators.Pair(node, value, Casts.To(Value.Of([], [factor]), value.Type)));

    // What depends on the inputs times known numbers.
    private static int MapLeft(Draft draft, Value a, float[] b, int count, (int Rows, int Shared, int Columns) sizes)
    {
        (int rows, int shared, int columns) = sizes;
        if (a.Count == shared && draft.Whole(a.Elements) is { } node)
        {
            // A dense layer: the file's matrix as it is.
            return draft.Linear(node, columns, b, bias: null);
        }

        return AffineMap.Make(draft, a, count, (map, elements) =>
        {
            bool exact = true;
            for (int row = 0; row < elements.Length / shared && exact; row++)
            {
                int from = row / rows * shared * columns;
                for (int k = 0; k < shared; k++)
                {
                    for (int j = 0; j < columns; j++)
                    {
                        exact &= map.Add((row * columns) + j, elements[(row * shared) + k], b[from + (k * columns) + j]);
                    }
                }
            }

            return exact;
        });
    }

    // Known numbers times what depends on the inputs.
    private static int MapRight(Draft draft, float[] a, Value b, int count, (int Rows, int Shared, int Columns) sizes)
    {
        (int rows, int shared, int columns) = sizes;
        return AffineMap.Make(draft, b, count, (map, elements) =>
        {
            bool exact = true;
            for (int row = 0; row < a.Length / shared && exact; row++)
            {
                int from = row / rows * shared * columns;
                for (int k = 0; k < shared; k++)
                {
                    for (int j = 0; j < columns; j++)
                    {
                        exact &= map.Add((row * columns) + j, elements[from + (k * columns) + j], a[(row * shared) + k]);
                    }
                }
            }

            return exact;
        });
    }

    // Every product of two elements, and their sums.
    private static int Both(NodeContext node, Value a, Value b, (int Rows, int Shared, int Columns) sizes)
    {
        (int rows, int shared, int columns) = sizes;
        int stacks = a.Count / (rows * shared);
        int[] dims = [stacks, rows, columns, shared];
        Value left = a.Select(dims, node.Strided(dims, 0, [rows * shared, shared, 0, 1]));
        Value right = b.Select(dims, node.Strided(dims, 0, [shared * columns, 0, 1, columns]));
        Value products = ArithmeticOperators.Multiply(node, (left, right));
        return ReductionOperators.SumOfRows(node.Draft, products, shared);
    }

    private static Value Known(Value a, Value b, int[] dims, (int Rows, int Shared, int Columns) sizes)
    {
        (int rows, int shared, int columns) = sizes;
        Value[] both = a.IsWhole ? [a, b] : [Casts.To(a, ElementType.Double), Casts.To(b, ElementType.Double)];
        var whole = new long[a.Count / shared * columns];
        var wide = new double[whole.Length];
        for (int i = 0; i < whole.Length; i++)
        {
            int row = i / columns, from = (row / rows * shared * columns) + (i % columns);
            for (int k = 0; k < shared; k++)
            {
                if (a.IsWhole)
                {
                    whole[i] = WholeNumbers.Wrap(a.Type, unchecked(whole[i] + (both[0].Integers[(row * shared) + k] * both[1].Integers[from + (k * columns)])));
                }
                else
                {
                    wide[i] += both[0].Doubles[(row * shared) + k] * both[1].Doubles[from + (k * columns)];
                }
            }
        }

        return a.IsWhole ? Value.Of(dims, whole, a.Type) : Casts.To(Value.Of(dims, wide), a.Type);
    }
}
