namespace TinyRecursion.Onnx.Format;

/// <summary>The type of a tensor as it is written (onnx.proto, <c>TypeProto</c>).</summary>
/// <param name="ElementType">The type of its elements.</param>
/// <param name="Shape">The size of each axis; null for any number of axes.</param>
internal sealed record TypeProto(ElementType ElementType, IReadOnlyList<DimensionProto>? Shape) : IMessage
{
    public void WriteTo(WireWriter writer) => writer.Message(1, new Tensor(ElementType, Shape));

    private sealed record Tensor(ElementType ElementType, IReadOnlyList<DimensionProto>? Shape) : IMessage
    {
        public void WriteTo(WireWriter writer)
        {
            writer.Int64(1, (long)ElementType);
            writer.Message(2, Shape is null ? null : new Axes(Shape));
        }
    }

    private sealed record Axes(IReadOnlyList<DimensionProto> Shape) : IMessage
    {
        public void WriteTo(WireWriter writer) => writer.Messages(1, Shape.Cast<IMessage>());
    }
}
