using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TinyRecursion.Assurance.Checker.Receipts;

/// <summary>
/// Digests of a receipt: SHA-256 over a domain and fields, each behind its length (64 bits, the low byte first), so that no two lists of fields
/// have the same bytes and no digest of one domain stands for another.
/// </summary>
internal static class ReceiptHash
{
    /// <summary>Bytes of a digest.</summary>
    public const int Bytes = SHA256.HashSizeInBytes;

    /// <summary>The domain of the header.</summary>
    public static ReadOnlySpan<byte> Header => "trm receipt 1: header"u8;

    /// <summary>The domain of the beginning of a run.</summary>
    public static ReadOnlySpan<byte> Run => "trm receipt 1: run"u8;

    /// <summary>The domain of a link of the chain.</summary>
    public static ReadOnlySpan<byte> Chain => "trm receipt 1: chain"u8;

    /// <summary>The domain of an inner node of the tree.</summary>
    public static ReadOnlySpan<byte> Tree => "trm receipt 1: tree"u8;

    /// <summary>The domain of the end of a run.</summary>
    public static ReadOnlySpan<byte> End => "trm receipt 1: end"u8;

    /// <summary>The domain of the end of the file.</summary>
    public static ReadOnlySpan<byte> File => "trm receipt 1: file"u8;

    /// <summary>The domain of an event.</summary>
    public static ReadOnlySpan<byte> Event(EventKind kind) => kind switch
    {
        EventKind.Start => "trm receipt 1: start"u8,
        EventKind.Step => "trm receipt 1: step"u8,
        EventKind.Node => "trm receipt 1: node"u8,
        EventKind.Plan => "trm receipt 1: plan"u8,
        EventKind.Enter => "trm receipt 1: enter"u8,
        _ => "trm receipt 1: leave"u8,
    };

    /// <summary>The digest of two fields.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="digest">Receives it.</param>
    /// <param name="first">The first field.</param>
    /// <param name="second">The second.</param>
    public static void Of(ReadOnlySpan<byte> domain, Span<byte> digest, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, domain);
        Append(hash, first);
        Append(hash, second);
        hash.GetHashAndReset(digest);
    }

    /// <summary>The link of the chain after an event.</summary>
    /// <param name="before">The link before it.</param>
    /// <param name="kind">The event's kind.</param>
    /// <param name="digest">The event's digest.</param>
    /// <param name="link">Receives the link; may be a span that follows <paramref name="before"/>.</param>
    public static void Link(ReadOnlySpan<byte> before, EventKind kind, ReadOnlySpan<byte> digest, Span<byte> link)
    {
        Span<byte> both = stackalloc byte[1 + Bytes];
        both[0] = (byte)kind;
        digest.CopyTo(both[1..]);
        Of(Chain, link, before, both);
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, field.Length);
        hash.AppendData(length);
        hash.AppendData(field);
    }
}
