using System.Buffers.Binary;
using System.Text;

namespace TinyRecursion.Assurance.Checker.Receipts;

/// <summary>Reads bytes from the front; nothing is taken from memory that they do not hold. Numbers have their low byte first.</summary>
/// <param name="bytes">The bytes.</param>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    private const int MostText = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The place of the next byte.</summary>
    public int At { get; private set; }

    /// <summary>Bytes that are left.</summary>
    public readonly int Left => _bytes.Length - At;

    /// <summary>The next byte, which stays.</summary>
    public readonly byte? Next => Left > 0 ? _bytes[At] : null;

    /// <summary>Bytes that were read.</summary>
    /// <param name="start">Where they begin.</param>
    public readonly ReadOnlySpan<byte> Since(int start) => _bytes[start..At];

    /// <summary>Reads what every file of a kind begins with, and its version.</summary>
    /// <param name="magic">The beginning.</param>
    /// <param name="what">The kind with its article.</param>
    /// <param name="version">The version that this program reads.</param>
    /// <exception cref="ReceiptFormatException">It is another file.</exception>
    public void Begin(ReadOnlySpan<byte> magic, string what, int version)
    {
        if (!_bytes.StartsWith(magic))
        {
            throw Wrong($"is not {what}");
        }

        At = magic.Length;
        uint found = Word();
        if (found != version)
        {
            At -= sizeof(uint);
            throw Wrong($"version {found}, and this program reads {version}");
        }
    }

    /// <summary>Refuses bytes that are left.</summary>
    /// <exception cref="ReceiptFormatException">There are some.</exception>
    public readonly void End()
    {
        if (Left > 0)
        {
            throw Wrong("bytes follow the end");
        }
    }

    /// <summary>Reads a byte.</summary>
    public byte Byte(string what) => Take(1, what)[0];

    /// <summary>Reads a number of 32 bits.</summary>
    public uint Word() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint), "a number"));

    /// <summary>Reads a number of 64 bits that is not below zero.</summary>
    public long Count()
    {
        long count = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long), "a count"));
        return count >= 0 ? count : throw Wrong("a count below zero");
    }

    /// <summary>Reads a number of things of which each takes some bytes.</summary>
    /// <param name="what">The things.</param>
    /// <param name="least">The fewest bytes of one.</param>
    public int Several(string what, int least)
    {
        uint count = Word();
        return count <= Left / least ? (int)count : throw Wrong($"{count} {what}, for which the file is too short");
    }

    /// <summary>Reads a digest.</summary>
    public byte[] Digest(string what) => Take(ReceiptHash.Bytes, what).ToArray();

    /// <summary>Reads a digest behind its length, or none.</summary>
    public byte[] OptionalDigest(string what)
    {
        ReadOnlySpan<byte> digest = Sized(what);
        return digest.Length is 0 or ReceiptHash.Bytes ? digest.ToArray() : throw Wrong($"{what} has {digest.Length} bytes, expected {ReceiptHash.Bytes} or none");
    }

    /// <summary>Reads a text behind its length.</summary>
    public string Text(string what)
    {
        ReadOnlySpan<byte> bytes = Sized(what);
        try
        {
            return bytes.Length <= MostText ? Strict.GetString(bytes) : throw Wrong($"{what} has {bytes.Length} bytes, at most {MostText}");
        }
        catch (ArgumentException)
        {
            throw Wrong($"{what} is not UTF-8");
        }
    }

    /// <summary>Reads bytes behind their length.</summary>
    public ReadOnlySpan<byte> Sized(string what)
    {
        uint length = Word();
        return length <= Left ? Take((int)length, what) : throw Wrong($"{what} is cut off");
    }

    /// <summary>Reads bytes.</summary>
    public ReadOnlySpan<byte> Take(int length, string what)
    {
        if (length > Left)
        {
            throw Wrong($"{what} is cut off");
        }

        At += length;
        return _bytes.Slice(At - length, length);
    }

    /// <summary>An error at this place.</summary>
    public readonly ReceiptFormatException Wrong(string problem) => new(At, problem);
}
