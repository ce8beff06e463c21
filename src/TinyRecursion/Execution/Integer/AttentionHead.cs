namespace TinyRecursion.Execution.Integer;

/// <summary>A head of attention at work.</summary>
/// <param name="number">Its number, from 0.</param>
/// <param name="rows">Rows of queries, keys and values.</param>
/// <param name="width">Entries of a row that belong to the head.</param>
/// <param name="keys">The head's entries of the first key, of 8 bits.</param>
/// <param name="values">The head's entries of the first value.</param>
/// <param name="stride">Entries from one key, or value, to the next.</param>
internal readonly unsafe struct AttentionHead(int number, int rows, int width, short* keys, short* values, int stride)
{
    /// <summary>Its number, from 0.</summary>
    public int Number { get; } = number;

    /// <summary>Rows of queries, keys and values.</summary>
    public int Rows { get; } = rows;

    /// <summary>Entries of a row that belong to the head.</summary>
    public int Width { get; } = width;

    /// <summary>The head's entries of the first key, -127 to 127.</summary>
    public short* Keys { get; } = keys;

    /// <summary>The head's entries of the first value.</summary>
    public short* Values { get; } = values;

    /// <summary>Entries from one key, or value, to the next.</summary>
    public int Stride { get; } = stride;
}
