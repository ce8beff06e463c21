using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Operators;

/// <summary>Activations that rectified and sigmoid linear units express.</summary>
internal static class ActivationOperators
{
    /// <summary><c>max(x, 0)</c>.</summary>
    public static Value[] Relu(NodeContext node) => [Rectified(node, node.Input(0))];

    /// <summary><c>relu(x) − α relu(−x)</c>.</summary>
    public static Value[] LeakyRelu(NodeContext node)
    {
        Value value = node.Input(0);
        Value slope = Casts.To(Value.Of([], [node.Float("alpha", 0.01f)]), value.Type);
        return [Leaky(node, value, slope)];
    }

    /// <summary><c>relu(x) − slope relu(−x)</c>.</summary>
    public static Value[] PRelu(NodeContext node) => [Leaky(node, node.Input(0), node.Input(1))];

    /// <summary><c>min(max(α x + β, 0), 1)</c>.</summary>
    public static Value[] HardSigmoid(NodeContext node)
    {
        Value scaled = ArithmeticOperators.Multiply(node, Beside(node.Input(0), node.Float("alpha", 0.2f)));
        Value positive = Rectified(node, ArithmeticOperators.Add(node, Beside(scaled, node.Float("beta", 0.5f))));
        return [ArithmeticOperators.Minimum(node, Beside(positive, 1))];

        (Value Left, Value Right) Beside(Value value, float number) => ArithmeticOperators.Pair(node, value, Casts.To(Value.Of([], [number]), value.Type));
    }

    /// <summary><c>x · sigmoid(x)</c>.</summary>
    public static Value[] Swish(NodeContext node)
    {
        Value value = node.Input(0);
        float alpha = node.Float("alpha", 1);
        if (value.IsConstant && node.Draft.Rounds)
        {
            double[] wide = Casts.To(value, Format.ElementType.Double).Doubles;
            return [Casts.To(Value.Of(value.Dims, Array.ConvertAll(wide, x => x / (1 + Math.Exp(-alpha * x)))), value.Type)];
        }

        value = node.AsVariable(value);
        return alpha == 1
            ? [node.Made(node.Draft.Silu(node.Draft.Materialise(value)), value.Dims)]
            : throw new OnnxProblem("attribute 'alpha': expected 1");
    }

    /// <summary>Positive elements, and zeros for others.</summary>
    public static Value Rectified(NodeContext node, Value value) => value switch
    {
        { IsConstant: false } => node.Made(node.Draft.Relu(node.Draft.Materialise(value)), value.Dims),
        { IsWhole: true } => Value.Of(value.Dims, Array.ConvertAll(value.Integers, number => Math.Max(number, 0)), value.Type),
        { Type: Format.ElementType.Double } => Value.Of(value.Dims, Array.ConvertAll(value.Doubles, number => Math.Max(number, 0))),
        _ => Value.Of(value.Dims, Array.ConvertAll(value.Floats, number => MathF.Max(number, 0)), value.Type),
    };

    private static Value Leaky(NodeContext node, Value value, Value slope)
    {
        int[] dims = NodeContext.BroadcastDims(value.Dims, slope.Dims);
        if (!dims.AsSpan().SequenceEqual(value.Dims))
        {
            throw new OnnxProblem($"a slope of the shape {NodeContext.Shown(slope.Dims)} does not fit {NodeContext.Shown(value.Dims)}");
        }

        Value below = Rectified(node, ArithmeticOperators.Negate(node, value));
        Value steep = ArithmeticOperators.Multiply(node, ArithmeticOperators.Pair(node, below, ArithmeticOperators.Negate(node, slope)));
        return ArithmeticOperators.Add(node, (Rectified(node, value), steep));
    }
}
