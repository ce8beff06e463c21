namespace TinyRecursion.Models.PyTorch;

/// <summary>What a zip archive's directory says of one entry; nothing of it is checked yet.</summary>
/// <param name="Name">The name with its folders.</param>
/// <param name="Flags">The general purpose flags.</param>
/// <param name="Method">How it is compressed: 0 not at all, 8 by deflate.</param>
/// <param name="CompressedLength">Its bytes in the archive.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="HeaderOffset">Where its own header begins.</param>
internal sealed record ZipEntry(
    string Name, ushort Flags, ushort Method, long CompressedLength, long Length, long HeaderOffset)
{
    /// <summary>The method of entries that are not compressed.</summary>
    public const ushort Stored = 0;

    /// <summary>The method of entries compressed by deflate.</summary>
    public const ushort Deflated = 8;

    /// <summary>Whether a password is needed.</summary>
    public bool IsEncrypted => (Flags & 1) != 0;
}
