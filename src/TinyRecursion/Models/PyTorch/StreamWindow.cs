namespace TinyRecursion.Models.PyTorch;

/// <summary>A file to be read at any place: a stream from the position at which it was handed over to its end.</summary>
internal sealed class StreamWindow
{
    private readonly Stream _stream;
    private readonly long _start;

    /// <summary>Starts at the stream's position.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="source">The file's name for errors.</param>
    public StreamWindow(Stream stream, string source)
    {
        if (!stream.CanSeek)
        {
            throw new NotSupportedException("The stream cannot seek.");
        }

        (_stream, _start, Source) = (stream, stream.Position, source);
        Length = Math.Max(stream.Length - _start, 0);
    }

    /// <summary>The file's name for errors.</summary>
    public string Source { get; }

    /// <summary>The bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Whether a range lies within the file; negative numbers, such as too large unsigned ones, do not.</summary>
    public bool Holds(long offset, long count) => offset >= 0 && count >= 0 && count <= Length && offset <= Length - count;

    /// <summary>Reads a range that <see cref="Holds"/>.</summary>
    public void Read(long offset, Span<byte> target)
    {
        _stream.Position = _start + offset;
        _stream.ReadExactly(target);
    }

    /// <summary>Reads a range that <see cref="Holds"/> and that fits an array.</summary>
    public byte[] Read(long offset, long count)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)count);
        Read(offset, bytes);
        return bytes;
    }

    /// <summary>An error that names the file.</summary>
    public ModelFormatException Error(string problem, Exception? inner = null) => new(Source, problem, inner);
}
