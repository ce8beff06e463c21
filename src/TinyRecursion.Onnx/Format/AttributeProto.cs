using System.Runtime.InteropServices;

namespace TinyRecursion.Onnx.Format;

/// <summary>A setting of a node (onnx.proto, <c>AttributeProto</c>); make one with the methods named <c>Of</c>.</summary>
internal sealed class AttributeProto : IMessage
{
    /// <summary>Its name.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>What it holds.</summary>
    public AttributeKind Type { get; private set; }

    /// <summary>A number.</summary>
    public float F { get; private set; }

    /// <summary>A whole number.</summary>
    public long I { get; private set; }

    /// <summary>Text, in UTF-8.</summary>
    public ReadOnlyMemory<byte> S { get; private set; }

    /// <summary>A tensor.</summary>
    public TensorProto? T { get; private set; }

    /// <summary>A graph.</summary>
    public GraphProto? G { get; private set; }

    /// <summary>Numbers.</summary>
    public IReadOnlyList<float> Floats { get; private set; } = [];

    /// <summary>Whole numbers.</summary>
    public IReadOnlyList<long> Ints { get; private set; } = [];

    /// <summary>The attribute of a function that it stands for; empty for one that holds something itself.</summary>
    public string RefAttrName { get; private set; } = string.Empty;

    /// <summary>A number.</summary>
    public static AttributeProto Of(string name, float value) => new() { Name = name, Type = AttributeKind.Float, F = value };

    /// <summary>A whole number.</summary>
    public static AttributeProto Of(string name, long value) => new() { Name = name, Type = AttributeKind.Int, I = value };

    /// <summary>Text.</summary>
    public static AttributeProto Of(string name, string value) =>
        new() { Name = name, Type = AttributeKind.String, S = System.Text.Encoding.UTF8.GetBytes(value) };

    /// <summary>A tensor.</summary>
    public static AttributeProto Of(string name, TensorProto value) => new() { Name = name, Type = AttributeKind.Tensor, T = value };

    /// <summary>A graph.</summary>
    public static AttributeProto Of(string name, GraphProto value) => new() { Name = name, Type = AttributeKind.Graph, G = value };

    /// <summary>Numbers.</summary>
    public static AttributeProto Of(string name, float[] values) => new() { Name = name, Type = AttributeKind.Floats, Floats = values };

    /// <summary>Whole numbers.</summary>
    public static AttributeProto Of(string name, long[] values) => new() { Name = name, Type = AttributeKind.Ints, Ints = values };

    /// <summary>Reads one.</summary>
    public static AttributeProto Parse(WireReader reader)
    {
        var attribute = new AttributeProto();
        var floats = default(WireNumbers);
        var ints = new List<long>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: attribute.Name = reader.Text(); break;
                case 2: attribute.F = reader.Single(); break;
                case 3: attribute.I = reader.Int64(); break;
                case 4: attribute.S = reader.Bytes(); break;
                case 5: attribute.T = TensorProto.Parse(reader.Message()); break;
                case 6: attribute.G = GraphProto.Parse(reader.Message()); break;
                case 7: reader.Fixed(sizeof(float), ref floats); break;
                case 8: reader.Int64s(ints); break;
                case 20: attribute.Type = (AttributeKind)reader.Int32(); break;
                case 21: attribute.RefAttrName = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        attribute.Floats = MemoryMarshal.Cast<byte, float>(floats.Bytes.Span).ToArray();
        attribute.Ints = ints;
        return attribute;
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Text(1, Name);
        switch (Type)
        {
            case AttributeKind.Float: writer.Single(2, F); break;
            case AttributeKind.Int: writer.Int64Always(3, I); break;
            case AttributeKind.String: writer.BytesAlways(4, S.Span); break;
            case AttributeKind.Tensor: writer.Message(5, T); break;
            case AttributeKind.Graph: writer.Message(6, G); break;
            case AttributeKind.Floats: WriteFloats(writer); break;
            case AttributeKind.Ints: writer.Int64s(8, Ints); break;
            default: throw new InvalidOperationException($"Attribute {Name} has a kind that is not written: {Type}.");
        }

        writer.Int64(20, (long)Type);
        writer.Text(21, RefAttrName);
    }

    // Repeated without packing, as proto2, in which ONNX is declared, has it.
    private void WriteFloats(WireWriter writer)
    {
        foreach (float value in Floats)
        {
            writer.Single(7, value);
        }
    }
}
