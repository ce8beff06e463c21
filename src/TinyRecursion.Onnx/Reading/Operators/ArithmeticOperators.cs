using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Drafts;
using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Operators;

/// <summary>Element-wise arithmetic with broadcasting.</summary>
internal static class ArithmeticOperators
{
    /// <summary>Up to this length a product with different numbers is a linear map, whose bounds are exact; a longer one would take too many zeros.</summary>
    private const int LongestDiagonal = 2048;

    private static readonly ConstantArithmetic AddNumbers = new((a, b) => unchecked(a + b), (a, b) => a + b, Exact.Sum);
    private static readonly ConstantArithmetic SubtractNumbers = new((a, b) => unchecked(a - b), (a, b) => a - b, (float a, float b, out float r) => Exact.Sum(a, -b, out r));
    private static readonly ConstantArithmetic MultiplyNumbers = new((a, b) => unchecked(a * b), (a, b) => a * b, Exact.Product);
    private static readonly ConstantArithmetic DivideNumbers = new(Quotient, (a, b) => a / b, Exact.Quotient);
    private static readonly ConstantArithmetic MaximumOfNumbers = new(Math.Max, Math.Max, Always(MathF.Max));
    private static readonly ConstantArithmetic MinimumOfNumbers = new(Math.Min, Math.Min, Always(MathF.Min));
    private static readonly ConstantArithmetic Remainders = new(FlooredRemainder, FlooredRemainder, Always((a, b) => (float)FlooredRemainder((double)a, b)));
    private static readonly ConstantArithmetic TruncatedRemainders = new((a, b) => b is 0 or -1 ? FlooredRemainder(a, b) : a % b, (a, b) => a % b, Always((a, b) => a % b));

    /// <summary>A sum of two.</summary>
    public static Value[] Add(NodeContext node) => [Add(node, Two(node))];

    /// <summary>A sum of any number.</summary>
    public static Value[] Sum(NodeContext node) => [node.Inputs().Aggregate((left, right) => Add(node, Pair(node, left, right)))];

    /// <summary>A difference.</summary>
    public static Value[] Sub(NodeContext node)
    {
        (Value left, Value right) = Two(node);
        return [Subtract(node, left, right)];
    }

    /// <summary>A product.</summary>
    public static Value[] Mul(NodeContext node) => [Multiply(node, Two(node))];

    /// <summary>A quotient: of known numbers, or by powers of two.</summary>
    public static Value[] Div(NodeContext node)
    {
        (Value left, Value right) = Two(node);
        if (DivideNumbers.Apply(left, right, node.Draft.Rounds) is { } known)
        {
            return [known];
        }

        return right.IsConstant && right.Type == ElementType.Float && Array.TrueForAll(right.Floats, divisor => Exact.Quotient(1, divisor, out _))
            ? [Multiply(node, (left, Value.Of(right.Dims, Array.ConvertAll(right.Floats, divisor => 1 / divisor))))]
            : throw new OnnxProblem("a division that depends on the inputs is read only by powers of two, which do not round");
    }

    /// <summary>A remainder of known numbers.</summary>
    public static Value[] Mod(NodeContext node)
    {
        bool truncated = node.Int("fmod", 0) != 0;
        (Value left, Value right) = Two(node);
        return [(truncated ? TruncatedRemainders : Remainders).Apply(left, right, node.Draft.Rounds) ?? throw new OnnxProblem("a remainder that depends on the inputs is not read")];
    }

    /// <summary>The largest of any number.</summary>
    public static Value[] Max(NodeContext node) => [node.Inputs().Aggregate((left, right) => Maximum(node, Pair(node, left, right)))];

    /// <summary>The smallest of any number.</summary>
    public static Value[] Min(NodeContext node) => [node.Inputs().Aggregate((left, right) => Minimum(node, Pair(node, left, right)))];

    /// <summary>The opposite.</summary>
    public static Value[] Neg(NodeContext node) => [Negate(node, node.Input(0))];

    /// <summary>The distance from 0.</summary>
    public static Value[] Abs(NodeContext node) => [Absolute(node, node.Input(0))];

    /// <summary>Kept between two bounds.</summary>
    public static Value[] Clip(NodeContext node)
    {
        Value value = node.Input(0);
        bool old = node.Opset < 11;
        Value? low = old ? Bound("min") : node.Optional(1), high = old ? Bound("max") : node.Optional(2);
        if ((low?.Count ?? 1) != 1 || (high?.Count ?? 1) != 1)
        {
            throw new OnnxProblem("expected bounds of one number each");
        }

        value = low is null ? value : Maximum(node, Pair(node, value, low.Reshaped([])));
        return [high is null ? value : Minimum(node, Pair(node, value, high.Reshaped([])))];

        // The defaults are the largest numbers of the type.
        Value? Bound(string name) => node.Has(name) ? Value.Of([], [node.Float(name, 0)]) : null;
    }

    /// <summary>The sum of two values of one shape.</summary>
    public static Value Add(NodeContext node, (Value Left, Value Right) pair)
    {
        (Value left, Value right) = pair.Left.IsConstant ? (pair.Right, pair.Left) : pair;
        if (AddNumbers.Apply(pair.Left, pair.Right, node.Draft.Rounds) is { } known)
        {
            return known;
        }

        Draft draft = node.Draft;
        int made = right.IsConstant
            ? draft.Offset(draft.Materialise(left), right.Floats)
            : draft.Sum(draft.Materialise(left), draft.Materialise(right));
        return node.Made(made, left.Dims);
    }

    /// <summary>The difference of two values of one shape.</summary>
    public static Value Subtract(NodeContext node, Value left, Value right) =>
        SubtractNumbers.Apply(left, right, node.Draft.Rounds) ?? Add(node, (left, right.IsConstant && left.IsConstant ? Negate(node, node.AsVariable(right)) : Negate(node, right)));

    /// <summary>The product of two values of one shape.</summary>
    public static Value Multiply(NodeContext node, (Value Left, Value Right) pair)
    {
        (Value left, Value right) = pair.Left.IsConstant ? (pair.Right, pair.Left) : pair;
        if (MultiplyNumbers.Apply(pair.Left, pair.Right, node.Draft.Rounds) is { } known)
        {
            return known;
        }

        int made = right.IsConstant ? Scaled(node.Draft, left, right.Floats) : node.Draft.Product(node.Draft.Materialise(left), node.Draft.Materialise(right));
        return node.Made(made, left.Dims);
    }

    /// <summary>The larger of two values of one shape: <c>b + relu(a − b)</c>.</summary>
    public static Value Maximum(NodeContext node, (Value Left, Value Right) pair)
    {
        (Value left, Value right) = pair.Left.IsConstant ? (pair.Right, pair.Left) : pair;
        return MaximumOfNumbers.Apply(left, right, node.Draft.Rounds) ?? Add(node, (ActivationOperators.Rectified(node, Subtract(node, left, right)), right));
    }

    /// <summary>The smaller of two values of one shape: <c>b − relu(b − a)</c>.</summary>
    public static Value Minimum(NodeContext node, (Value Left, Value Right) pair)
    {
        (Value left, Value right) = pair.Left.IsConstant ? (pair.Right, pair.Left) : pair;
        return MinimumOfNumbers.Apply(left, right, node.Draft.Rounds) ?? Subtract(node, right, ActivationOperators.Rectified(node, Subtract(node, right, left)));
    }

    /// <summary>The opposite of a value.</summary>
    public static Value Negate(NodeContext node, Value value) => value switch
    {
        { IsConstant: false } => node.Made(node.Draft.Scale(node.Draft.Materialise(value), -1), value.Dims),
        { IsWhole: true } => Value.Of(value.Dims, Array.ConvertAll(value.Integers, number => WholeNumbers.Wrap(value.Type, unchecked(-number))), value.Type),
        { Type: ElementType.Double } => Value.Of(value.Dims, Array.ConvertAll(value.Doubles, number => -number)),
        _ => Value.Of(value.Dims, Array.ConvertAll(value.Floats, number => -number), value.Type),
    };

    /// <summary>The distance of a value from 0: <c>relu(x) + relu(−x)</c>.</summary>
    public static Value Absolute(NodeContext node, Value value) => value switch
    {
        { IsConstant: false } => Add(node, (ActivationOperators.Rectified(node, value), ActivationOperators.Rectified(node, Negate(node, value)))),
        { IsWhole: true } => Value.Of(value.Dims, Array.ConvertAll(value.Integers, number => number < 0 ? WholeNumbers.Wrap(value.Type, unchecked(-number)) : number), value.Type),
        { Type: ElementType.Double } => Value.Of(value.Dims, Array.ConvertAll(value.Doubles, Math.Abs)),
        _ => Value.Of(value.Dims, Array.ConvertAll(value.Floats, MathF.Abs), value.Type),
    };

    /// <summary>Two values of one type as they are broadcast.</summary>
    public static (Value Left, Value Right) Pair(NodeContext node, Value left, Value right)
    {
        if (left.Type != right.Type)
        {
            throw new OnnxProblem($"expected inputs of one type, found {Value.Name(left.Type)} and {Value.Name(right.Type)}");
        }

        int[] dims = NodeContext.BroadcastDims(left.Dims, right.Dims);
        return (node.Broadcast(left, dims), node.Broadcast(right, dims));
    }

    private static (Value Left, Value Right) Two(NodeContext node) => Pair(node, node.Input(0), node.Input(1));

    private static int Scaled(Draft draft, Value value, float[] factors)
    {
        if (Array.TrueForAll(factors, factor => factor == factors[0]) && factors.Length > 0)
        {
            return draft.Scale(draft.Materialise(value), factors[0]);
        }

        if (factors.Length > LongestDiagonal)
        {
            return draft.Product(draft.Materialise(value), draft.Constant(factors));
        }

        return AffineMap.Make(draft, value, factors.Length, (map, elements) =>
        {
            bool exact = true;
            for (int i = 0; i < factors.Length; i++)
            {
                exact &= map.Add(i, elements[i], factors[i]);
            }

            return exact;
        });
    }

    private static ExactOperation Always(Func<float, float, float> operation) => (float left, float right, out float result) =>
    {
        result = operation(left, right);
        return true;
    };

    private static long Quotient(long left, long right) => right switch
    {
        0 => throw new OnnxProblem("a division by 0"),
        -1 => unchecked(-left),
        _ => left / right,
    };

    private static long FlooredRemainder(long left, long right) => right switch
    {
        0 => throw new OnnxProblem("a remainder of a division by 0"),
        -1 => 0,
        _ => left % right is var rest && rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest,
    };

    private static double FlooredRemainder(double left, double right) => left - (Math.Floor(left / right) * right);
}
