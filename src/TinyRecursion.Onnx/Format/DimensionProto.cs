namespace TinyRecursion.Onnx.Format;

/// <summary>The size of an axis (onnx.proto, <c>TensorShapeProto.Dimension</c>).</summary>
/// <param name="Value">The size; null where it may be any.</param>
/// <param name="Name">The name of a size that may be any; axes of one name have one size.</param>
internal readonly record struct DimensionProto(long? Value, string Name = "") : IMessage
{
    /// <summary>An axis of a given size.</summary>
    public static implicit operator DimensionProto(long value) => new(value);

    /// <summary>An axis that may have any size.</summary>
    public static implicit operator DimensionProto(string name) => new(null, name);

    /// <summary>Reads the axes of a shape.</summary>
    public static List<DimensionProto> ParseShape(WireReader reader)
    {
        var axes = new List<DimensionProto>();
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                axes.Add(Parse(reader.Message()));
            }
            else
            {
                reader.Skip();
            }
        }

        return axes;
    }

    public void WriteTo(WireWriter writer)
    {
        if (Value is { } value)
        {
            writer.Int64Always(1, value);
        }
        else
        {
            writer.TextAlways(2, Name);
        }
    }

    private static DimensionProto Parse(WireReader reader)
    {
        var axis = default(DimensionProto);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: axis = new DimensionProto(reader.Int64()); break;
                case 2: axis = new DimensionProto(null, reader.Text()); break;
                default: reader.Skip(); break;
            }
        }

        return axis;
    }
}
