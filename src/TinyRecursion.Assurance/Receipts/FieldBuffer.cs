using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>
/// A domain and fields, each behind its length (64 bits, the low byte first), and their SHA-256 digest. Used again, so that a step allocates
/// nothing. For use by one thread at a time.
/// </summary>
internal sealed class FieldBuffer : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _field;

    /// <summary>Everything so far.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Begins anew with a domain.</summary>
    public FieldBuffer Begin(ReadOnlySpan<byte> domain)
    {
        _length = 0;
        return Add(domain);
    }

    /// <summary>Adds a field.</summary>
    public FieldBuffer Add(ReadOnlySpan<byte> field)
    {
        IBufferWriter<byte> output = BeginField();
        field.CopyTo(output.GetSpan(field.Length));
        output.Advance(field.Length);
        EndField();
        return this;
    }

    /// <summary>Adds a number of 64 bits as a field.</summary>
    public FieldBuffer Add(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Add(bytes);
    }

    /// <summary>Begins a field whose length is not known yet; it is what is written until <see cref="EndField"/>.</summary>
    public IBufferWriter<byte> BeginField()
    {
        GetSpan(sizeof(long));
        _length += sizeof(long);
        _field = _length;
        return this;
    }

    /// <summary>Ends the field.</summary>
    public void EndField() => BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_field - sizeof(long)), _length - _field);

    /// <summary>Takes the digest of everything so far.</summary>
    /// <param name="digest">Receives 32 bytes.</param>
    public void Digest(Span<byte> digest) => SHA256.HashData(Bytes, digest);

    /// <summary>The digest of everything so far.</summary>
    public byte[] Digest() => SHA256.HashData(Bytes);

    /// <inheritdoc/>
    public void Advance(int count) => _length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void Grow(int more)
    {
        if (_bytes.Length - _length < Math.Max(more, 1))
        {
            Array.Resize(ref _bytes, Math.Max(checked(_length + more), _bytes.Length * 2));
        }
    }
}
