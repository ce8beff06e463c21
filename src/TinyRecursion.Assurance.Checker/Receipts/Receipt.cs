namespace TinyRecursion.Assurance.Checker.Receipts;

/// <summary>A receipt that was read, and whether its digests fit each other. Whether it tells what a rule does, only an audit says.</summary>
internal sealed class Receipt
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <summary>What was run.</summary>
    public required ReceiptHeader Header { get; init; }

    /// <summary>The digest of the header.</summary>
    public required byte[] HeaderDigest { get; init; }

    /// <summary>The runs, in the order of their instances.</summary>
    public required IReadOnlyList<ReceiptRun> Runs { get; init; }

    /// <summary>The digest of everything: what is published, or signed.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>The first digest that is not that of what it stands for; null where all fit.</summary>
    public required string? Failure { get; init; }

    /// <summary>Reads a receipt.</summary>
    /// <param name="bytes">The file.</param>
    /// <exception cref="ReceiptFormatException">It is none.</exception>
    public static Receipt Read(ReadOnlySpan<byte> bytes) => new ReceiptReader(bytes).Read();
}
