namespace TinyRecursion.Execution;

/// <summary>Where the values that a slot shows lie in a table, see <see cref="Operations.Operation.EmbedSlot"/>.</summary>
internal static class TableSlot
{
    /// <summary>The part of a table that a feature asks for: its row, first column and number of columns; null for none.</summary>
    public static (int Row, int From, int Count)? Of(int feature, int rows, int tableWidth, int width)
    {
        if (feature == 0)
        {
            return null;
        }

        int chunks = (tableWidth + width - 1) / width;
        int part = (int)Math.Min(feature - 1, ((long)rows * chunks) - 1);
        int from = part % chunks * width;
        return (part / chunks, from, Math.Min(width, tableWidth - from));
    }
}
