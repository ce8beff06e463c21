using System.Buffers.Binary;
using System.Text;

namespace TinyRecursion.Onnx.Format;

/// <summary>
/// Reads the fields of one protobuf message where its bytes lie (Protocol Buffers, "Encoding"). A length is compared with the bytes that
/// are there before anything is made of it, and bytes are handed out as slices of the file, so a file costs little more than its own size.
/// </summary>
internal ref struct WireReader
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly WireLimits _limits;
    private readonly long _offset;
    private readonly int _depth;
    private int _position;
    private WireType _type;

    /// <summary>Begins with the outermost message.</summary>
    /// <param name="bytes">The file.</param>
    public WireReader(ReadOnlyMemory<byte> bytes)
        : this(bytes, new WireLimits(), offset: 0, depth: 0)
    {
    }

    private WireReader(ReadOnlyMemory<byte> bytes, WireLimits limits, long offset, int depth)
    {
        (_memory, _limits, _offset, _depth) = (bytes, limits, offset, depth);
        _bytes = bytes.Span;
    }

    /// <summary>The number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Where the current field begins in the file.</summary>
    public long FieldOffset { get; private set; }

    /// <summary>Goes on to the next field; false at the end.</summary>
    public bool Next()
    {
        if (_position == _bytes.Length)
        {
            return false;
        }

        FieldOffset = _offset + _position;
        ulong tag = Varint();
        Field = tag >> 3 is > 0 and <= (1 << 29) - 1 ? (int)(tag >> 3) : throw Error("expected the tag of a field");
        _type = (WireType)(tag & 7);
        return true;
    }

    /// <summary>Passes over a field that is not needed.</summary>
    public void Skip()
    {
        _ = _type switch
        {
            WireType.Varint => (int)(Varint() & 1),
            WireType.Fixed64 => Take(sizeof(ulong)).Length,
            WireType.Bytes => Bytes().Length,
            WireType.Fixed32 => Take(sizeof(uint)).Length,
            _ => throw Error($"expected a field of wire type 0, 1, 2 or 5, found {(int)_type}"),
        };
    }

    /// <summary>A whole number of up to 64 bits.</summary>
    public long Int64()
    {
        Require(WireType.Varint);
        return (long)Varint();
    }

    /// <summary>A whole number of 32 bits; larger ones are cut off, as the format says.</summary>
    public int Int32() => unchecked((int)Int64());

    /// <summary>A number in single precision.</summary>
    public float Single()
    {
        Require(WireType.Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)).Span);
    }

    /// <summary>The bytes of a field, not copied.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        Require(WireType.Bytes);
        ulong length = Varint();
        return length <= (ulong)(_bytes.Length - _position) ? Take((int)length) : throw Error($"expected {length} bytes, found {_bytes.Length - _position}");
    }

    /// <summary>A reader of a message within this one; too many in all, or too deep within each other, are refused.</summary>
    public WireReader Message()
    {
        ReadOnlyMemory<byte> inner = Bytes();
        if (_depth == WireLimits.MostDepth || !_limits.Take())
        {
            throw Error(_depth == WireLimits.MostDepth
                ? $"expected at most {WireLimits.MostDepth} messages within each other, found more"
                : $"expected at most {WireLimits.MostMessages} messages in all, found more");
        }

        return new WireReader(inner, _limits, _offset + _position - inner.Length, _depth + 1);
    }

    /// <summary>Text; bytes that are not UTF-8 become replacement characters.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    /// <summary>Adds one or, packed, several whole numbers.</summary>
    /// <param name="numbers">Receives them.</param>
    public void Int64s(List<long> numbers)
    {
        if (_type == WireType.Varint)
        {
            numbers.Add(Int64());
            return;
        }

        for (var packed = new WireReader(Bytes(), _limits, _offset, _depth); packed._position < packed._bytes.Length;)
        {
            numbers.Add((long)packed.Varint());
        }
    }

    /// <summary>Adds one or, packed, several numbers of a fixed size, as bytes.</summary>
    /// <param name="size">The bytes of one: 4 or 8.</param>
    /// <param name="numbers">Receives them.</param>
    public void Fixed(int size, ref WireNumbers numbers)
    {
        if (_type != WireType.Bytes)
        {
            Require(size == sizeof(float) ? WireType.Fixed32 : WireType.Fixed64);
            numbers.Add(Take(size));
            return;
        }

        ReadOnlyMemory<byte> packed = Bytes();
        numbers.Add(packed.Length % size == 0 ? packed : throw Error($"expected a multiple of {size} bytes, found {packed.Length}"));
    }

    /// <summary>An error at the current field.</summary>
    /// <param name="problem">What was expected and found.</param>
    public readonly InvalidDataException Error(string problem) => new($"byte {FieldOffset}: {problem}");

    private void Require(WireType type)
    {
        if (_type != type)
        {
            throw Error($"expected field {Field} to have wire type {(int)type}, found {(int)_type}");
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (_position == _bytes.Length)
            {
                throw Error("expected a number, found the end of the message");
            }

            byte next = _bytes[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Error("expected a number of at most ten bytes, found a longer one");
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
        {
            throw Error($"expected {count} bytes, found {_bytes.Length - _position}");
        }

        ReadOnlyMemory<byte> taken = _memory.Slice(_position, count);
        _position += count;
        return taken;
    }
}
