using System.Buffers.Binary;
using System.Security.Cryptography;
using TinyRecursion.Assurance.Checker.Receipts;

namespace TinyRecursion.Assurance.Enclaves;

/// <summary>What runs in an enclave: the SHA-256 digests of the program file and of the model file. Immutable; the same on every machine.</summary>
public sealed class Measurement
{
    /// <summary>Bytes of <see cref="ReportData"/>: what quotes of SGX, TDX and SEV-SNP hold for their user.</summary>
    public const int ReportDataBytes = 64;

    /// <summary>The most bytes of a nonce; the least is 1.</summary>
    public const int MostNonceBytes = 64;

    private readonly byte[] _program;
    private readonly byte[] _model;

    private Measurement(byte[] program, byte[] model) => (_program, _model) = (program, model);

    private static ReadOnlySpan<byte> Domain => "trm enclave 1: report data"u8;

    /// <summary>The SHA-256 digest of the program file, 64 hexadecimal digits.</summary>
    public string ProgramDigest => Convert.ToHexStringLower(_program);

    /// <summary>The SHA-256 digest of the model file, 64 hexadecimal digits: the one that a receipt names.</summary>
    public string ModelDigest => Convert.ToHexStringLower(_model);

    /// <summary>Measures two files. Neither is opened as what it is: a measurement says which bytes, not what they do.</summary>
    /// <param name="program">The program, as <c>eng/check-reproducible-run</c> makes it.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static Measurement Of(string program, string model) => new(DigestOf(program), DigestOf(model));

    /// <summary>
    /// The 64 bytes that go into the report data of a quote: SHA-256 over a domain, program digest, model digest, the digest of the receipt and the nonce, each
    /// behind its length (64 bits, the low byte first), and 32 zeros.
    /// </summary>
    /// <param name="receipt">The bytes of the receipt file.</param>
    /// <param name="nonce">What the relying party chose for this one run, 1 to 64 bytes.</param>
    /// <exception cref="ArgumentException">The nonce has another length.</exception>
    /// <exception cref="FormatException">The receipt is none, its digests do not fit each other, or it is of another model.</exception>
    public byte[] ReportData(ReadOnlySpan<byte> receipt, ReadOnlySpan<byte> nonce)
    {
        if (nonce.Length is 0 or > MostNonceBytes)
        {
            throw new ArgumentException($"Expected a nonce of 1 to {MostNonceBytes} bytes, found {nonce.Length}.", nameof(nonce));
        }

        byte[] digest = DigestOf(receipt);
        byte[] data = new byte[ReportDataBytes];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Domain);
        Append(hash, _program);
        Append(hash, _model);
        Append(hash, digest);
        Append(hash, nonce);
        hash.GetHashAndReset(data);
        return data;
    }

    private byte[] DigestOf(ReadOnlySpan<byte> receipt)
    {
        Receipt read;
        try
        {
            read = Receipt.Read(receipt);
        }
        catch (ReceiptFormatException error)
        {
            throw new FormatException(error.Message, error);
        }

        return read.Failure is { } failure ? throw new FormatException(failure)
            : !read.Header.ModelDigest.AsSpan().SequenceEqual(_model) ? throw new FormatException("the receipt is of another model")
            : read.Digest;
    }

    private static byte[] DigestOf(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        using FileStream stream = File.OpenRead(file);
        return SHA256.HashData(stream);
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, field.Length);
        hash.AppendData(length);
        hash.AppendData(field);
    }
}
