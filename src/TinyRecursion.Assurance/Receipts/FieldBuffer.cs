using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>
/// A domain and fields, each behind its length (64 bits, the low byte first), and their SHA-256 digest. Used again, so that a step allocates
/// nothing. For use by one thread at a time.
/// </summary>
internal sealed class FieldBuffer
{
    // One a thread, which lives as long as it.
    [ThreadStatic]
    private static IncrementalHash? _hash;

    private byte[] _bytes = new byte[1024];
    private int _length;

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
        AddLength(field.Length);
        Grow(field.Length);
        field.CopyTo(_bytes.AsSpan(_length));
        _length += field.Length;
        return this;
    }

    /// <summary>Adds the length of a field that is not copied, the last one; see <see cref="Digest(ReadOnlySpan{byte}, Span{byte})"/>.</summary>
    public FieldBuffer AddLength(int length)
    {
        Grow(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_length), length);
        _length += sizeof(long);
        return this;
    }

    /// <summary>Adds a number of 64 bits as a field.</summary>
    public FieldBuffer Add(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Add(bytes);
    }

    /// <summary>Takes the digest of everything so far.</summary>
    /// <param name="digest">Receives 32 bytes.</param>
    public void Digest(Span<byte> digest) => Digest([], digest);

    /// <summary>The digest of everything so far.</summary>
    public byte[] Digest() => SHA256.HashData(Bytes);

    /// <summary>Takes the digest of everything so far and of a last field that was not copied.</summary>
    /// <param name="last">The field's bytes.</param>
    /// <param name="digest">Receives 32 bytes.</param>
    public void Digest(ReadOnlySpan<byte> last, Span<byte> digest)
    {
        IncrementalHash hash = _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Bytes);
        hash.AppendData(last);
        hash.GetHashAndReset(digest);
    }

    private void Grow(int more)
    {
        if (_bytes.Length - _length < more)
        {
            Array.Resize(ref _bytes, Math.Max(checked(_length + more), _bytes.Length * 2));
        }
    }
}
