using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TinyRecursion.Onnx.Format;

/// <summary>
/// A tensor with its elements, row by row (onnx.proto, <c>TensorProto</c>). Elements lie in <see cref="RawData"/>, the low byte first, or in the field
/// of their type; which, and how many, is for the reader of a network to check. Make one with the methods named <c>Of</c>.
/// </summary>
internal sealed class TensorProto : IMessage
{
    private List<long>? _integers;

    /// <summary>Its name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The size of each axis.</summary>
    public IReadOnlyList<long> Dims { get; private set; } = [];

    /// <summary>The type of its elements.</summary>
    public ElementType DataType { get; private set; }

    /// <summary>The elements as bytes, the low one first.</summary>
    public ReadOnlyMemory<byte> RawData { get; private set; }

    /// <summary>Elements in single precision, as bytes.</summary>
    public ReadOnlyMemory<byte> FloatData { get; private set; }

    /// <summary>Elements in double precision, as bytes.</summary>
    public ReadOnlyMemory<byte> DoubleData { get; private set; }

    /// <summary>Whole numbers: those of all fields that hold such.</summary>
    public IReadOnlyList<long> IntegerData => _integers ?? (IReadOnlyList<long>)[];

    /// <summary>Whether the elements are text.</summary>
    public bool HasStrings { get; private set; }

    /// <summary>Whether the elements lie in another file.</summary>
    public bool IsExternal { get; private set; }

    /// <summary>Whether it is a part of a larger tensor.</summary>
    public bool IsSegment { get; private set; }

    /// <summary>Numbers in single precision.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="dims">The size of each axis; their product is the number of values.</param>
    /// <param name="values">The elements, row by row.</param>
    public static TensorProto Of(string name, ReadOnlySpan<long> dims, ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return Of(name, dims, ElementType.Float, bytes);
    }

    /// <summary>Whole numbers of 64 bits.</summary>
    /// <inheritdoc cref="Of(string, ReadOnlySpan{long}, ReadOnlySpan{float})"/>
    public static TensorProto Of(string name, ReadOnlySpan<long> dims, ReadOnlySpan<long> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        }

        return Of(name, dims, ElementType.Int64, bytes);
    }

    /// <summary>Elements of any type.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="dims">The size of each axis.</param>
    /// <param name="type">The type of the elements.</param>
    /// <param name="bytes">The elements, row by row, the low byte first.</param>
    public static TensorProto Of(string name, ReadOnlySpan<long> dims, ElementType type, ReadOnlyMemory<byte> bytes) =>
        new() { Name = name, Dims = dims.ToArray(), DataType = type, RawData = bytes };

    /// <summary>Reads one.</summary>
    public static TensorProto Parse(WireReader reader)
    {
        var tensor = new TensorProto();
        var dims = new List<long>();
        var floats = default(WireNumbers);
        var doubles = default(WireNumbers);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Int64s(dims); break;
                case 2: tensor.DataType = (ElementType)reader.Int32(); break;
                case 3: reader.Skip(); tensor.IsSegment = true; break;
                case 4: reader.Fixed(sizeof(float), ref floats); break;
                case 5 or 7 or 11: reader.Int64s(tensor._integers ??= []); break;
                case 6: reader.Skip(); tensor.HasStrings = true; break;
                case 8: tensor.Name = reader.Text(); break;
                case 9: tensor.RawData = reader.Bytes(); break;
                case 10: reader.Fixed(sizeof(double), ref doubles); break;
                case 13: reader.Skip(); tensor.IsExternal = true; break;
                case 14: tensor.IsExternal |= reader.Int64() != 0; break;
                default: reader.Skip(); break;
            }
        }

        (tensor.Dims, tensor.FloatData, tensor.DoubleData) = (dims, floats.Bytes, doubles.Bytes);
        return tensor;
    }

    public void WriteTo(WireWriter writer)
    {
        // Not packed, as the elements of proto2's repeated fields are not.
        foreach (long dim in Dims)
        {
            writer.Int64Always(1, dim);
        }

        writer.Int64(2, (long)DataType);
        writer.ByteString(4, FloatData);
        writer.Text(8, Name);
        writer.ByteString(9, RawData);
        writer.ByteString(10, DoubleData);
        if (_integers is not null)
        {
            writer.Int64s(DataType switch { ElementType.Int64 => 7, ElementType.UInt32 or ElementType.UInt64 => 11, _ => 5 }, _integers);
        }
    }
}
