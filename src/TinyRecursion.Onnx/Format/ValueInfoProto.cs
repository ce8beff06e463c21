namespace TinyRecursion.Onnx.Format;

/// <summary>A named value with its type (onnx.proto, <c>ValueInfoProto</c>), if that is a tensor's.</summary>
internal sealed class ValueInfoProto : IMessage
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The type of the tensor's elements.</summary>
    public ElementType ElementType { get; set; }

    /// <summary>The size of each axis; null where the file does not say, or where the value is no tensor.</summary>
    public IReadOnlyList<DimensionProto>? Shape { get; set; }

    /// <summary>Whether the value is a sequence, a map or anything else than a tensor.</summary>
    public bool IsOther { get; private set; }

    /// <summary>A tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">The size of each axis, or the name of one that may have any.</param>
    public static ValueInfoProto Of(string name, ElementType type, params IReadOnlyList<DimensionProto> shape) =>
        new() { Name = name, ElementType = type, Shape = shape };

    /// <summary>Reads one.</summary>
    public static ValueInfoProto Parse(WireReader reader)
    {
        var value = new ValueInfoProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: value.Name = reader.Text(); break;
                case 2: value.ParseType(reader.Message()); break;
                default: reader.Skip(); break;
            }
        }

        return value;
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Text(1, Name);
        writer.Message(2, new TypeProto(ElementType, Shape));
    }

    private void ParseType(WireReader reader)
    {
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: ParseTensorType(reader.Message()); break;
                case 6: reader.Skip(); break;
                default: reader.Skip(); IsOther = true; break;
            }
        }
    }

    private void ParseTensorType(WireReader reader)
    {
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: ElementType = (ElementType)reader.Int32(); break;
                case 2: Shape = DimensionProto.ParseShape(reader.Message()); break;
                default: reader.Skip(); break;
            }
        }
    }
}
