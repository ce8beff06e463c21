using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// All that a run claims, as one digest from which challenges follow: whoever changes any byte of it meets another challenge.
/// </summary>
internal static class AuditStatement
{
    private static readonly byte[] Domain = "TinyRecursion fast audit statement v1"u8.ToArray();

    /// <summary>The digest.</summary>
    /// <param name="model">The digest of the model.</param>
    /// <param name="input">The input, or its digest.</param>
    /// <param name="receipt">The digest of the receipt.</param>
    /// <param name="evidence">The evidence, read from where it stands to its end.</param>
    /// <returns>SHA-256 of 32 bytes: of the domain, then each field after its length in 64 bits; the evidence last, with its length behind it.</returns>
    /// <exception cref="IOException">The evidence cannot be read.</exception>
    public static byte[] Digest(ReadOnlySpan<byte> model, ReadOnlySpan<byte> input, ReadOnlySpan<byte> receipt, Stream evidence)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Domain);
        Field(hash, model);
        Field(hash, input);
        Field(hash, receipt);
        byte[] buffer = new byte[1 << 17];
        long length = 0;
        for (int read; (read = evidence.Read(buffer)) > 0; length += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        Length(hash, length);
        return hash.GetHashAndReset();
    }

    private static void Field(IncrementalHash hash, ReadOnlySpan<byte> field)
    {
        Length(hash, field.Length);
        hash.AppendData(field);
    }

    private static void Length(IncrementalHash hash, long length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        hash.AppendData(bytes);
    }
}
