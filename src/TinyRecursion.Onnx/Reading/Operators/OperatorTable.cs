using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Operators;

/// <summary>The operators that are read: what each makes of its inputs.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, Func<NodeContext, Value[]>> Readers = new(StringComparer.Ordinal)
    {
        ["Abs"] = ArithmeticOperators.Abs,
        ["Add"] = ArithmeticOperators.Add,
        ["And"] = LogicOperators.And,
        ["Cast"] = ShapeOperators.Cast,
        ["CastLike"] = ShapeOperators.CastLike,
        ["Clip"] = ArithmeticOperators.Clip,
        ["Concat"] = IndexOperators.Concat,
        ["Constant"] = ShapeOperators.Constant,
        ["ConstantOfShape"] = ShapeOperators.ConstantOfShape,
        ["CumSum"] = ReductionOperators.CumSum,
        ["Div"] = ArithmeticOperators.Div,
        ["Dropout"] = ShapeOperators.Dropout,
        ["Equal"] = LogicOperators.Equal,
        ["Expand"] = ShapeOperators.Expand,
        ["Flatten"] = ShapeOperators.Flatten,
        ["Gather"] = IndexOperators.Gather,
        ["GatherElements"] = IndexOperators.GatherElements,
        ["GatherND"] = IndexOperators.GatherND,
        ["Gemm"] = MatrixOperators.Gemm,
        ["Greater"] = LogicOperators.Greater,
        ["GreaterOrEqual"] = LogicOperators.GreaterOrEqual,
        ["HardSigmoid"] = ActivationOperators.HardSigmoid,
        ["Identity"] = ShapeOperators.Identity,
        ["LeakyRelu"] = ActivationOperators.LeakyRelu,
        ["Less"] = LogicOperators.Less,
        ["LessOrEqual"] = LogicOperators.LessOrEqual,
        ["MatMul"] = MatrixOperators.MatMul,
        ["Max"] = ArithmeticOperators.Max,
        ["Min"] = ArithmeticOperators.Min,
        ["Mod"] = ArithmeticOperators.Mod,
        ["Mul"] = ArithmeticOperators.Mul,
        ["Neg"] = ArithmeticOperators.Neg,
        ["NonZero"] = LogicOperators.NonZero,
        ["Not"] = LogicOperators.Not,
        ["Or"] = LogicOperators.Or,
        ["PRelu"] = ActivationOperators.PRelu,
        ["Pad"] = IndexOperators.Pad,
        ["Range"] = ShapeOperators.Range,
        ["ReduceL1"] = ReductionOperators.ReduceL1,
        ["ReduceMax"] = ReductionOperators.ReduceMax,
        ["ReduceMin"] = ReductionOperators.ReduceMin,
        ["ReduceProd"] = ReductionOperators.ReduceProd,
        ["ReduceSum"] = ReductionOperators.ReduceSum,
        ["ReduceSumSquare"] = ReductionOperators.ReduceSumSquare,
        ["Relu"] = ActivationOperators.Relu,
        ["Reshape"] = ShapeOperators.Reshape,
        ["Shape"] = ShapeOperators.Shape,
        ["Size"] = ShapeOperators.Size,
        ["Slice"] = IndexOperators.Slice,
        ["Split"] = IndexOperators.Split,
        ["Squeeze"] = ShapeOperators.Squeeze,
        ["Sub"] = ArithmeticOperators.Sub,
        ["Sum"] = ArithmeticOperators.Sum,
        ["Swish"] = ActivationOperators.Swish,
        ["Tile"] = IndexOperators.Tile,
        ["Transpose"] = IndexOperators.Transpose,
        ["Trilu"] = IndexOperators.Trilu,
        ["Unsqueeze"] = ShapeOperators.Unsqueeze,
        ["Where"] = IndexOperators.Where,
        ["Xor"] = LogicOperators.Xor,
    };

    /// <summary>The names of the operators.</summary>
    public static IReadOnlyCollection<string> Names => Readers.Keys;

    /// <summary>Reads a node.</summary>
    /// <param name="operation">The operator, one of <see cref="Names"/>.</param>
    /// <param name="node">The node.</param>
    /// <exception cref="OnnxProblem">The node says something that is not read.</exception>
    public static Value[] Read(string operation, NodeContext node)
    {
        Value[] outputs = Readers[operation](node);
        node.RequireAllAsked();
        return outputs;
    }
}
