using System.IO.Compression;

namespace TinyRecursion.Tasks.Common;

/// <summary>
/// The bytes of an input, unpacked as they are read where they are packed by gzip, so that a small file that unpacks to a large one takes no
/// memory. Other packings and encodings that are known by their first bytes are refused by name. Nothing is read before it is asked for.
/// </summary>
/// <param name="raw">The bytes as they are; closed with this.</param>
/// <param name="name">The input's name, for messages.</param>
internal sealed class InputStream(Stream raw, string name) : ReadStream(raw)
{
    private const int LongestMark = 6;

    // Otherwise data that are cut off end like data that are complete.
    static InputStream() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private readonly Stream _raw = raw;
    private Stream? _open;

    /// <inheritdoc/>
    /// <exception cref="IOException">The bytes are packed or encoded in a way that is not read, or damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            _open ??= Open();
            return _open.Read(buffer);
        }
        catch (InvalidDataException error)
        {
            throw new IOException($"{name}: the packed data (gzip) are damaged or cut off", error);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _open?.Dispose();
        }

        base.Dispose(disposing);
    }

    private Stream Open()
    {
        byte[] mark = new byte[LongestMark];
        int length = 0, read;
        // No further than the first line, which a person may have typed.
        while (length < mark.Length && !mark.AsSpan(0, length).Contains((byte)'\n') && (read = _raw.Read(mark, length, mark.Length - length)) > 0)
        {
            length += read;
        }

        var whole = new ReplayStream(mark.AsMemory(0, length), _raw);
        return mark switch
        {
            [0x1F, 0x8B, ..] => new GZipStream(whole, CompressionMode.Decompress),
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => throw IsPacked("xz"),
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31 or 0x17, ..] => throw IsPacked("bzip2"),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => throw IsPacked("zstd"),
            [0x04, 0x22, 0x4D, 0x18, ..] => throw IsPacked("lz4"),
            [(byte)'L', (byte)'Z', (byte)'I', (byte)'P', ..] => throw IsPacked("lzip"),
            [0x1F, 0x9D, ..] => throw IsPacked("compress"),
            [(byte)'P', (byte)'K', 3, 4, ..] => throw IsPacked("zip"),
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => throw IsPacked("7z"),
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => throw new IOException($"{name}: is UTF-16 or UTF-32; save it as UTF-8"),
            _ => whole,
        };
    }

    private IOException IsPacked(string how) => new($"{name}: is compressed by {how}; unpack it, or pack it by gzip, which is read");
}
