namespace TinyRecursion.Execution;

/// <summary>
/// How values lie in memory: each row starts on a multiple of <see cref="Lanes"/> entries and the number of rows is
/// rounded up to <see cref="RowTile"/>, so no kernel needs a remainder loop. Padding columns hold zeros throughout;
/// padding rows hold anything and are never read across rows.
/// </summary>
internal static class Padding
{
    /// <summary>Entries in the block that every kernel works on: of floats one 512-bit vector, two of 256 bits or four of 128.</summary>
    public const int Lanes = 16;

    /// <summary>Rows of the smallest tile of the matrix product.</summary>
    public const int RowTile = 8;

    /// <summary>The distance between rows of a value of this width.</summary>
    public static int Stride(int width) => (width + (Lanes - 1)) & ~(Lanes - 1);

    /// <summary>The rows that are laid out for this many.</summary>
    public static int Rows(int rows) => (rows + (RowTile - 1)) & ~(RowTile - 1);

    /// <summary>The entries that a value takes.</summary>
    public static long Size(int rows, int width) => (long)Rows(rows) * Stride(width);

    /// <summary>Copies rows out without their padding.</summary>
    public static unsafe void Pack<T>(Span<T> packed, T* value, int width)
        where T : unmanaged
    {
        int stride = Stride(width);
        for (int at = 0; at < packed.Length; at += width, value += stride)
        {
            new ReadOnlySpan<T>(value, width).CopyTo(packed.Slice(at, width));
        }
    }

    /// <summary>Copies rows in; their padding columns become zeros.</summary>
    public static unsafe void Unpack<T>(T* value, ReadOnlySpan<T> packed, int width)
        where T : unmanaged
    {
        int stride = Stride(width);
        for (int at = 0; at < packed.Length; at += width, value += stride)
        {
            packed.Slice(at, width).CopyTo(new Span<T>(value, width));
            new Span<T>(value + width, stride - width).Clear();
        }
    }
}
