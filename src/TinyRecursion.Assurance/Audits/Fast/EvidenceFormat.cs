using System.Security.Cryptography;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>Evidence files, see docs/audit-soundness.md. All numbers are little-endian.</summary>
internal static class EvidenceFormat
{
    /// <summary>The version that is written and read.</summary>
    public const int Version = 1;

    /// <summary>Bytes of the model's digest.</summary>
    public const int DigestLength = SHA256.HashSizeInBytes;

    /// <summary>Bytes before the first product: the name of the format, the version, the least width of a value whose maps are in it, the model's digest.</summary>
    public const int HeaderLength = 8 + (2 * sizeof(int)) + DigestLength;

    /// <summary>Numbers before the sums of a product: node, head, rows, columns.</summary>
    public const int ProductHeader = 4;

    /// <summary>What stands for the node where no product follows; the number of products comes after it, in 64 bits.</summary>
    public const int End = -1;

    /// <summary>The first bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "TRMEVIDE"u8;
}
