using System.Numerics;
using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Execution;

/// <summary>
/// What operations mean that only move or compare entries, in the plainest possible code: the same in floating point
/// (<see cref="Oracle.ScalarOperations{T}"/> has the others) and in integers (<see cref="Integer.IntegerOperations"/>), where
/// results have the exponent of the input.
/// </summary>
/// <typeparam name="T">The number type.</typeparam>
internal static class CommonOperations<T>
    where T : unmanaged, INumber<T>
{
    /// <summary><see cref="Operation.Embed"/>: row <c>min(feature, rows - 1)</c> of the table for each cell.</summary>
    public static Matrix<T> Embed(Problem problem, int column, Matrix<T> table)
    {
        var y = new Matrix<T>(problem.Cells, table.Columns);
        for (int cell = 0; cell < y.Rows; cell++)
        {
            table.Row(Math.Min(problem.Features[(cell * problem.FeatureColumns) + column], table.Rows - 1)).CopyTo(y.Row(cell));
        }

        return y;
    }

    /// <summary><see cref="Operation.EmbedSlot"/>: for feature f &gt; 0 the (f - 1)th part of the table, row after row.</summary>
    public static Matrix<T> EmbedSlot(Problem problem, int column, Matrix<T> table, int width)
    {
        var y = new Matrix<T>(problem.Cells, width);
        int chunks = (table.Columns + width - 1) / width;
        for (int cell = 0; cell < y.Rows; cell++)
        {
            int part = Math.Min(problem.Features[(cell * problem.FeatureColumns) + column], table.Rows * chunks) - 1;
            if (part >= 0)
            {
                int at = part % chunks * width;
                table.Row(part / chunks).Slice(at, Math.Min(width, table.Columns - at)).CopyTo(y.Row(cell));
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Relu"/>: <c>max(x, 0)</c>.</summary>
    public static Matrix<T> Relu(Matrix<T> x) => Map(x, entry => T.Max(entry, T.Zero));

    /// <summary><see cref="Operation.Transpose"/>: <c>y[j, i] = x[i, j]</c>.</summary>
    public static Matrix<T> Transpose(Matrix<T> x)
    {
        var y = new Matrix<T>(x.Columns, x.Rows);
        for (int i = 0; i < x.Rows; i++)
        {
            for (int j = 0; j < x.Columns; j++)
            {
                y[j, i] = x[i, j];
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Snap"/>: one at the largest entry of each block if that is above zero, the first of equals.</summary>
    /// <param name="x">The value.</param>
    /// <param name="width">Entries per block.</param>
    /// <param name="one">What stands for one: in integers, <c>2^exponent</c>.</param>
    public static Matrix<T> Snap(Matrix<T> x, int width, T one)
    {
        var y = new Matrix<T>(x.Rows, x.Columns);
        for (int block = 0; block < x.Values.Length; block += width)
        {
            int winner = -1;
            T largest = T.Zero;
            for (int j = block; j < block + width; j++)
            {
                if (x.Values[j] > largest)
                {
                    (largest, winner) = (x.Values[j], j);
                }
            }

            if (winner >= 0)
            {
                y.Values[winner] = one;
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Maximum"/>: each group's maximum.</summary>
    public static Matrix<T> Maximum(Matrix<T> x, GroupRelation relation)
    {
        var y = new Matrix<T>(relation.GroupCount, x.Columns);
        for (int group = 0; group < y.Rows; group++)
        {
            Largest(x, relation.MembersOf(group), y.Row(group));
        }

        return y;
    }

    /// <summary>The maxima of some rows, at least one.</summary>
    public static void Largest(Matrix<T> x, ReadOnlySpan<int> rows, Span<T> largest)
    {
        x.Row(rows[0]).CopyTo(largest);
        foreach (int row in rows)
        {
            for (int j = 0; j < largest.Length; j++)
            {
                largest[j] = T.Max(largest[j], x[row, j]);
            }
        }
    }

    /// <summary><see cref="Operation.Gather"/>: each cell's neighbours side by side; zeros where there is none.</summary>
    public static Matrix<T> Gather(Matrix<T> x, NeighbourRelation relation)
    {
        var y = new Matrix<T>(relation.Cells, relation.Degree * x.Columns);
        for (int cell = 0; cell < y.Rows; cell++)
        {
            for (int slot = 0; slot < relation.Degree; slot++)
            {
                int neighbour = relation.NeighboursOf(cell)[slot];
                if (neighbour != NeighbourRelation.None)
                {
                    x.Row(neighbour).CopyTo(y.Row(cell)[(slot * x.Columns)..]);
                }
            }
        }

        return y;
    }

    /// <summary>A function of every entry.</summary>
    public static Matrix<T> Map(Matrix<T> x, Func<T, T> function) => new(x.Rows, x.Columns, Array.ConvertAll(x.Values, function.Invoke));
}
