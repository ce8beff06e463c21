namespace TinyRecursion.Onnx.Format;

/// <summary>Numbers of a fixed size as bytes, the low one first: a slice of the file where they are packed in one field, which is how all write them.</summary>
internal struct WireNumbers
{
    private ReadOnlyMemory<byte> _first;
    private List<byte>? _all;

    /// <summary>The bytes.</summary>
    public readonly ReadOnlyMemory<byte> Bytes => _all is null ? _first : _all.ToArray();

    /// <summary>Adds more of them.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Add(ReadOnlyMemory<byte> bytes)
    {
        if (_first.IsEmpty)
        {
            _first = bytes;
            return;
        }

        _all ??= [.. _first.Span];
        _all.AddRange(bytes.Span);
    }
}
