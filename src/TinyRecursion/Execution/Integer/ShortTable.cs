namespace TinyRecursion.Execution.Integer;

/// <summary>A table of 65 entries for <see cref="IntegerVectors.LookUp(ShortTable, System.Runtime.Intrinsics.Vector512{short})"/>.</summary>
internal sealed unsafe class ShortTable
{
    /// <summary>Bytes of <see cref="Bytes"/> that hold one byte of all entries: sixteen entries in both halves of a vector, four times.</summary>
    public const int BytesOfOne = 4 * 2 * Sixteen;

    private const int Sixteen = 16;
    private const int Indices = 4 * Sixteen;

    private readonly PinnedArray<short> _entries;
    private readonly PinnedArray<byte> _bytes = new(4 * BytesOfOne);

    /// <summary>Copies a table.</summary>
    /// <param name="entries">One entry more than there are indices.</param>
    /// <exception cref="ArgumentException">There are more or fewer than 65.</exception>
    public ShortTable(ReadOnlySpan<short> entries)
    {
        if (entries.Length != Indices + 1)
        {
            throw new ArgumentException($"{entries.Length} entries, expected {Indices + 1}.", nameof(entries));
        }

        _entries = new PinnedArray<short>(entries.Length);
        entries.CopyTo(new Span<short>(_entries.Start, entries.Length));
        for (int index = 0; index < Indices; index++)
        {
            int place = (index / Sixteen * 2 * Sixteen) + (index % Sixteen);
            for (int which = 0; which < 4; which++)
            {
                // The lower byte, the upper one, and both of the next entry.
                byte value = (byte)(entries[index + (which / 2)] >> (which % 2 * 8));
                byte* at = _bytes.Start + (which * BytesOfOne) + place;
                (at[0], at[Sixteen]) = (value, value);
            }
        }
    }

    /// <summary>The entries.</summary>
    public short* Entries => _entries.Start;

    /// <summary>The lower bytes of the entries of all indices, their upper bytes, and both of the entries that follow each.</summary>
    public byte* Bytes => _bytes.Start;
}
