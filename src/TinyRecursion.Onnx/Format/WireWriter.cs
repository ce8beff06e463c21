using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace TinyRecursion.Onnx.Format;

/// <summary>
/// Writes the fields of one protobuf message; the same fields give the same bytes. What a field of proto3 need not say, 0 or nothing, is left
/// out, except where a method says otherwise.
/// </summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>A whole number, unless it is 0.</summary>
    public void Int64(int field, long value)
    {
        if (value != 0)
        {
            Int64Always(field, value);
        }
    }

    /// <summary>A whole number, 0 too.</summary>
    public void Int64Always(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint((ulong)value);
    }

    /// <summary>A number in single precision, 0 too.</summary>
    public void Single(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
    }

    /// <summary>Text, unless it is empty.</summary>
    public void Text(int field, string value)
    {
        if (value.Length > 0)
        {
            TextAlways(field, value);
        }
    }

    /// <summary>Text, empty too.</summary>
    public void TextAlways(int field, string value) => BytesAlways(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Text after text, empty ones too.</summary>
    public void Texts(int field, IReadOnlyList<string> values)
    {
        foreach (string value in values)
        {
            TextAlways(field, value);
        }
    }

    /// <summary>Bytes, unless there are none.</summary>
    public void ByteString(int field, ReadOnlyMemory<byte> value)
    {
        if (!value.IsEmpty)
        {
            BytesAlways(field, value.Span);
        }
    }

    /// <summary>Bytes, none too.</summary>
    public void BytesAlways(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.Bytes);
        Varint((ulong)value.Length);
        _bytes.Write(value);
    }

    /// <summary>Whole numbers, packed; nothing where there are none.</summary>
    public void Int64s(int field, IReadOnlyList<long> values)
    {
        if (values.Count > 0)
        {
            var packed = new WireWriter();
            foreach (long value in values)
            {
                packed.Varint((ulong)value);
            }

            BytesAlways(field, packed.Bytes.Span);
        }
    }

    /// <summary>A message within this one, unless there is none.</summary>
    public void Message(int field, IMessage? message)
    {
        if (message is not null)
        {
            var inner = new WireWriter();
            message.WriteTo(inner);
            BytesAlways(field, inner.Bytes.Span);
        }
    }

    /// <summary>Message after message.</summary>
    public void Messages(int field, IEnumerable<IMessage> messages)
    {
        foreach (IMessage message in messages)
        {
            Message(field, message);
        }
    }

    private void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (ulong)type);

    private void Varint(ulong value)
    {
        Span<byte> bytes = _bytes.GetSpan(10);
        int count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        _bytes.Advance(count);
    }
}
