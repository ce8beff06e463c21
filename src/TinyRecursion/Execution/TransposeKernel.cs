namespace TinyRecursion.Execution;

/// <summary>Exchanges rows and columns.</summary>
internal static unsafe class TransposeKernel
{
    /// <summary><c>y[j, i] = x[i, j]</c>; the columns of y up to its stride become zeros.</summary>
    /// <param name="y">Columns × rows at row distance <paramref name="yStride"/>.</param>
    /// <param name="yStride">Entries between rows of y, at least <paramref name="rows"/>.</param>
    /// <param name="x">Rows × columns at row distance <paramref name="xStride"/>.</param>
    /// <param name="xStride">Entries between rows of x.</param>
    /// <param name="rows">Rows of x.</param>
    /// <param name="columns">Columns of x.</param>
    public static void Run<T>(T* y, int yStride, T* x, int xStride, int rows, int columns)
        where T : unmanaged
    {
        // Sixteen columns at a time: the lines of x that are read together stay in the cache.
        for (int from = 0; from < columns; from += 16)
        {
            int to = Math.Min(from + 16, columns);
            for (int i = 0; i < rows; i++)
            {
                T* row = x + ((long)i * xStride);
                for (int j = from; j < to; j++)
                {
                    y[((long)j * yStride) + i] = row[j];
                }
            }
        }

        for (int j = 0; j < columns; j++)
        {
            new Span<T>(y + ((long)j * yStride) + rows, yStride - rows).Clear();
        }
    }
}
