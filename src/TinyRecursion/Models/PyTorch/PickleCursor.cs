using System.Buffers.Binary;
using System.Text;

namespace TinyRecursion.Models.PyTorch;

/// <summary>Reads the bytes of a pickle forwards; every error gives the byte of the instruction that is being read.</summary>
internal sealed class PickleCursor
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _pickle;
    private readonly string _source;
    private int _start;
    private int _at;

    /// <summary>Starts at the first byte.</summary>
    /// <param name="pickle">The pickle.</param>
    /// <param name="source">The file's name for errors.</param>
    public PickleCursor(byte[] pickle, string source)
    {
        (_pickle, _source) = (pickle, source);
    }

    /// <summary>The bytes that were not read yet.</summary>
    public int Left => _pickle.Length - _at;

    /// <summary>Whether the instruction that is being read is the first.</summary>
    public bool IsFirst => _start == 0;

    /// <summary>Reads the byte that an instruction begins with.</summary>
    public byte Opcode()
    {
        _start = _at;
        return Left > 0 ? _pickle[_at++] : throw Error("expected an instruction, found the end");
    }

    /// <summary>Reads a byte.</summary>
    public byte Byte() => Take(sizeof(byte))[0];

    /// <summary>Reads 16 bits.</summary>
    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    /// <summary>Reads 32 bits.</summary>
    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <inheritdoc cref="Int32"/>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>Reads 64 bits.</summary>
    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>Reads a 64-bit float, the one number that stands with its high byte first.</summary>
    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)));

    /// <summary>Reads a whole number of a given length in two's complement.</summary>
    public long Integer(int length)
    {
        if (length > sizeof(long))
        {
            throw Error($"expected a whole number of at most {sizeof(long)} bytes, found {length}");
        }

        ReadOnlySpan<byte> bytes = Take((ulong)length);
        long value = length > 0 && bytes[^1] >= 0x80 ? -1 : 0;
        for (int i = length - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }

    /// <summary>Reads text of a given number of bytes.</summary>
    public string Text(ulong length)
    {
        ReadOnlySpan<byte> bytes = Take(length);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Error("expected text in UTF-8, found other bytes");
        }
    }

    /// <summary>Reads text up to a line break.</summary>
    public string Line()
    {
        int length = _pickle.AsSpan(_at).IndexOf((byte)'\n');
        string text = Text(length >= 0 ? (ulong)length : throw Error("expected a line, found the end"));
        _at++;
        return text;
    }

    /// <summary>An error at the instruction that is being read.</summary>
    public ModelFormatException Error(string problem) => new(_source, $"data.pkl: byte {_start}: {problem}");

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)Left)
        {
            throw Error($"expected {length} more bytes, found the end after {Left}");
        }

        ReadOnlySpan<byte> bytes = _pickle.AsSpan(_at, (int)length);
        _at += (int)length;
        return bytes;
    }
}
