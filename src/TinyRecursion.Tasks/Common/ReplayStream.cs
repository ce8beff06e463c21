namespace TinyRecursion.Tasks.Common;

/// <summary>Gives a stream's beginning, which has been read already, and then the rest of it.</summary>
/// <param name="beginning">The beginning.</param>
/// <param name="rest">The rest; closed with this.</param>
internal sealed class ReplayStream(ReadOnlyMemory<byte> beginning, Stream rest) : ReadStream(rest)
{
    private readonly Stream _rest = rest;
    private ReadOnlyMemory<byte> _beginning = beginning;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_beginning.IsEmpty)
        {
            return _rest.Read(buffer);
        }

        int count = Math.Min(buffer.Length, _beginning.Length);
        _beginning.Span[..count].CopyTo(buffer);
        _beginning = _beginning[count..];
        return count;
    }
}
