namespace TinyRecursion.Execution.Reference;

/// <summary>
/// The order in which PyTorch sums on a CPU in single precision: several sums side by side, and long ones in levels so
/// that rounding errors grow with the logarithm of the length.
/// </summary>
internal static class PyTorchSums
{
    private const int Lanes = 8;
    private const int Interleave = 4;
    private const int Levels = 4;

    /// <summary>The sum of a row that lies contiguously in memory.</summary>
    public static float OfRow(ReadOnlySpan<float> row)
    {
        if (row.Length < Lanes)
        {
            return Interleaved(row, 0, 1, row.Length);
        }

        int vectors = row.Length / Lanes;
        float sum = 0f;
        for (int i = vectors * Lanes; i < row.Length; i++)
        {
            sum += row[i];
        }

        for (int lane = 0; lane < Lanes; lane++)
        {
            sum += Interleaved(row, lane, Lanes, vectors);
        }

        return sum;
    }

    /// <summary>The sum of a column of a matrix that lies row by row in memory; its place among the columns matters.</summary>
    /// <param name="matrix">Rows × columns.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="column">Which one is summed.</param>
    public static float OfColumn(ReadOnlySpan<float> matrix, int columns, int column)
    {
        if (columns == 1)
        {
            return OfRow(matrix);
        }

        // Four vectors of columns are summed side by side, or four columns of a matrix that is narrower than a vector.
        int group = Interleave * (columns < Lanes ? 1 : Lanes);
        int rows = matrix.Length / columns;
        return column < columns / group * group
            ? Cascade(matrix, column, columns, rows)
            : Interleaved(matrix, column, columns, rows);
    }

    /// <summary>Four sums of every fourth entry, what is left over added to the first, then the four added in order.</summary>
    private static float Interleaved(ReadOnlySpan<float> x, int start, int stride, int count)
    {
        int each = count / Interleave;
        float sum = Cascade(x, start, stride * Interleave, each);
        for (int i = each * Interleave; i < count; i++)
        {
            sum += x[start + (i * stride)];
        }

        for (int k = 1; k < Interleave; k++)
        {
            sum += Cascade(x, start + (k * stride), stride * Interleave, each);
        }

        return sum;
    }

    /// <summary>One sum whose full blocks are carried to higher levels as a counter carries its digits.</summary>
    private static float Cascade(ReadOnlySpan<float> x, int start, int stride, int count)
    {
        int power = Math.Max(4, CeilingOfLogarithm(count) / Levels), block = 1 << power;
        Span<float> level = stackalloc float[Levels];
        level.Clear();
        int i = 0;
        while (i + block <= count)
        {
            for (int end = i + block; i < end; i++)
            {
                level[0] += x[start + (i * stride)];
            }

            for (int j = 1; j < Levels; j++)
            {
                level[j] += level[j - 1];
                level[j - 1] = 0f;
                if ((i & ((long)(block - 1) << (j * power))) != 0)
                {
                    break;
                }
            }
        }

        for (; i < count; i++)
        {
            level[0] += x[start + (i * stride)];
        }

        return level[0] + level[1] + level[2] + level[3];
    }

    private static int CeilingOfLogarithm(int count) =>
        count <= 2 ? 1 : System.Numerics.BitOperations.Log2((uint)count - 1) + 1;
}
