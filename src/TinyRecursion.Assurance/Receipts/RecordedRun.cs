using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Assurance.Checker.Receipts;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>The events of a run, its chain, and the tree over it, as they come.</summary>
internal sealed class RecordedRun : IEventSink
{
    private readonly byte[] _chain;
    private readonly byte[] _instance;
    private readonly FieldBuffer _fields = new();
    private readonly byte[] _link = new byte[1 + SHA256.HashSizeInBytes];
    // The roots of whole parts of the tree, the largest first: one for each bit of the number of events.
    private readonly List<byte[]> _parts = [];
    private byte[] _events = new byte[64 * ReceiptRun.EventBytes];
    private int _length;

    /// <summary>Begins a run.</summary>
    /// <param name="header">The digest of the receipt's header.</param>
    /// <param name="instance">The digest of the instance.</param>
    public RecordedRun(ReadOnlySpan<byte> header, byte[] instance)
    {
        _instance = instance;
        _chain = _fields.Begin(ReceiptHash.Run).Add(header).Add(instance).Digest();
    }

    private long Count => _length / ReceiptRun.EventBytes;

    /// <inheritdoc/>
    public void Add(EventKind kind, ReadOnlySpan<byte> fields, ReadOnlySpan<byte> state, ReadOnlySpan<byte> digest)
    {
        _link[0] = (byte)kind;
        digest.CopyTo(_link.AsSpan(1));
        if (_events.Length < _length + _link.Length)
        {
            Array.Resize(ref _events, checked(_events.Length * 2));
        }

        _link.CopyTo(_events.AsSpan(_length));
        _length += _link.Length;
        _fields.Begin(ReceiptHash.Chain).Add(_chain).Add(_link).Digest(_chain);
        AddLeaf();
    }

    /// <summary>Writes the run.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="steps">Its steps.</param>
    /// <param name="answer">The answer as JSON.</param>
    /// <returns>The digest of the run.</returns>
    public byte[] Write(Stream output, string status, long steps, ReadOnlySpan<byte> answer)
    {
        using var end = new MemoryStream();
        WriteNumber(end, Count);
        end.Write(Root());
        WriteSized(end, Encoding.UTF8.GetBytes(status));
        WriteNumber(end, steps);
        WriteSized(end, answer);
        ReadOnlySpan<byte> closing = end.GetBuffer().AsSpan(0, (int)end.Length);
        byte[] digest = _fields.Begin(ReceiptHash.End).Add(_chain).Add(closing).Digest();
        output.WriteByte(1);
        output.Write(_instance);
        output.Write(_events.AsSpan(0, _length));
        output.Write([0, 2]);
        output.Write(closing);
        output.Write(digest);
        return digest;
    }

    /// <summary>Writes a number of 64 bits.</summary>
    public static void WriteNumber(Stream output, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        output.Write(bytes);
    }

    /// <summary>Writes bytes behind their number, 32 bits.</summary>
    public static void WriteSized(Stream output, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        output.Write(length);
        output.Write(bytes);
    }

    // Two parts of one size are one of twice the size, as often as the number of events has a bit to carry.
    private void AddLeaf()
    {
        byte[] part = [.. _chain];
        for (int carries = BitOperations.TrailingZeroCount(Count); carries > 0; carries--)
        {
            _fields.Begin(ReceiptHash.Tree).Add(_parts[^1]).Add(part).Digest(part);
            _parts.RemoveAt(_parts.Count - 1);
        }

        _parts.Add(part);
    }

    private byte[] Root()
    {
        var root = new byte[SHA256.HashSizeInBytes];
        for (int i = _parts.Count - 1; i >= 0; i--)
        {
            root = i == _parts.Count - 1 ? _parts[i] : _fields.Begin(ReceiptHash.Tree).Add(_parts[i]).Add(root).Digest();
        }

        return root;
    }
}
