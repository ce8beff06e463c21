using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Execution.Integer;

/// <summary>Operations of <see cref="IntegerOperations"/> that follow the relations of a problem, with vectors, to the bit.</summary>
/// <remarks>Rows are padded to <see cref="Padding.Lanes"/> entries; a width that is named is a multiple of them.</remarks>
internal static unsafe class IntegerRelationKernels
{
    private const int Block = Padding.Lanes;

    /// <summary>Mean and maximum of each group's rows, side by side.</summary>
    public static void Pool(short* y, short* x, GroupRelation relation, int width)
    {
        fixed (int* members = relation.Members, starts = relation.GroupStarts)
        {
            for (int group = 0; group < relation.GroupCount; group++, y += 2 * width)
            {
                int* from = members + starts[group], to = members + starts[group + 1];
                (int shift, int multiplier) = IntegerOperations.MeanOf((int)(to - from));
                int j = 0;
                // Three blocks at a time keep six independent chains going.
                for (; j + (3 * Block) <= width; j += 3 * Block)
                {
                    Vector512<int> s0 = default, s1 = default, s2 = default;
                    Vector256<short> m0 = Vector256.Create(short.MinValue), m1 = m0, m2 = m0;
                    for (int* at = from; at < to; at++)
                    {
                        short* row = x + ((long)*at * width) + j;
                        Vector256<short> v0 = Vector256.Load(row), v1 = Vector256.Load(row + Block), v2 = Vector256.Load(row + (2 * Block));
                        s0 += IntegerVectors.Widen(v0);
                        s1 += IntegerVectors.Widen(v1);
                        s2 += IntegerVectors.Widen(v2);
                        m0 = Vector256.Max(m0, v0);
                        m1 = Vector256.Max(m1, v1);
                        m2 = Vector256.Max(m2, v2);
                    }

                    Mean(s0, shift, multiplier).Store(y + j);
                    Mean(s1, shift, multiplier).Store(y + j + Block);
                    Mean(s2, shift, multiplier).Store(y + j + (2 * Block));
                    m0.Store(y + width + j);
                    m1.Store(y + width + j + Block);
                    m2.Store(y + width + j + (2 * Block));
                }

                for (; j < width; j += Block)
                {
                    Vector512<int> sum = default;
                    Vector256<short> largest = Vector256.Create(short.MinValue);
                    for (int* at = from; at < to; at++)
                    {
                        Vector256<short> row = Vector256.Load(x + ((long)*at * width) + j);
                        sum += IntegerVectors.Widen(row);
                        largest = Vector256.Max(largest, row);
                    }

                    Mean(sum, shift, multiplier).Store(y + j);
                    largest.Store(y + width + j);
                }
            }
        }
    }

    /// <summary>The maximum of each group's rows.</summary>
    public static void Maximum(short* y, short* x, GroupRelation relation, int width)
    {
        fixed (int* members = relation.Members, starts = relation.GroupStarts)
        {
            for (int group = 0; group < relation.GroupCount; group++, y += width)
            {
                for (int j = 0; j < width; j += Block)
                {
                    Vector256<short> largest = Vector256.Create(short.MinValue);
                    for (int at = starts[group]; at < starts[group + 1]; at++)
                    {
                        largest = Vector256.Max(largest, Vector256.Load(x + ((long)members[at] * width) + j));
                    }

                    largest.Store(y + j);
                }
            }
        }
    }

    /// <summary>For each cell the sum of its groups' rows, cut after each.</summary>
    /// <param name="y">Cells × stride.</param>
    /// <param name="x">Groups × stride.</param>
    /// <param name="relation">The groups.</param>
    /// <param name="stride">Entries of a row.</param>
    /// <param name="accumulate">Whether to add the sum to what y holds.</param>
    public static void Spread(short* y, short* x, GroupRelation relation, int stride, bool accumulate)
    {
        fixed (int* groups = relation.Memberships, starts = relation.CellStarts)
        {
            for (int cell = 0; cell < relation.Cells; cell++, y += stride)
            {
                int* from = groups + starts[cell], to = groups + starts[cell + 1];
                int j = 0;
                for (; j + (6 * Block) <= stride; j += 6 * Block)
                {
                    Vector512<short> s0 = default, s1 = default, s2 = default;
                    for (int* at = from; at < to; at++)
                    {
                        short* row = x + ((long)*at * stride) + j;
                        s0 = Vector512.AddSaturate(s0, Vector512.Load(row));
                        s1 = Vector512.AddSaturate(s1, Vector512.Load(row + (2 * Block)));
                        s2 = Vector512.AddSaturate(s2, Vector512.Load(row + (4 * Block)));
                    }

                    if (accumulate)
                    {
                        s0 = Vector512.AddSaturate(Vector512.Load(y + j), s0);
                        s1 = Vector512.AddSaturate(Vector512.Load(y + j + (2 * Block)), s1);
                        s2 = Vector512.AddSaturate(Vector512.Load(y + j + (4 * Block)), s2);
                    }

                    s0.Store(y + j);
                    s1.Store(y + j + (2 * Block));
                    s2.Store(y + j + (4 * Block));
                }

                for (; j < stride; j += Block)
                {
                    Vector256<short> sum = default;
                    for (int* at = from; at < to; at++)
                    {
                        sum = Vector256.AddSaturate(sum, Vector256.Load(x + ((long)*at * stride) + j));
                    }

                    (accumulate ? Vector256.AddSaturate(Vector256.Load(y + j), sum) : sum).Store(y + j);
                }
            }
        }
    }

    /// <summary>Each cell's row of a table.</summary>
    public static void Embed(short* y, Matrix<short> table, Problem problem, int column)
    {
        int stride = Padding.Stride(table.Columns);
        ReadOnlySpan<int> features = problem.Features;
        for (int cell = 0, at = column; cell < problem.Cells; cell++, at += problem.FeatureColumns, y += stride)
        {
            Fill(y, stride, table.Row(Math.Min(features[at], table.Rows - 1)));
        }
    }

    /// <summary>Each cell's part of a table row, or zeros.</summary>
    public static void EmbedSlot(short* y, Matrix<short> table, int width, Problem problem, int column)
    {
        int stride = Padding.Stride(width);
        ReadOnlySpan<int> features = problem.Features;
        for (int cell = 0, at = column; cell < problem.Cells; cell++, at += problem.FeatureColumns, y += stride)
        {
            Fill(
                y, stride,
                Operation.EmbedSlot.PartOf(features[at], table.Rows, table.Columns, width) is (var row, var from, var count)
                    ? table.Row(row).Slice(from, count)
                    : default);
        }
    }

    /// <summary>The means of sixteen sums, see <see cref="IntegerOperations.MeanOf"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Mean(Vector512<int> sum, int shift, int multiplier)
    {
        Vector512<int> part = (sum + Vector512.Create((1 << shift) >> 1)) >> shift;
        return IntegerVectors.Narrow(
            ((part * Vector512.Create(multiplier)) + Vector512.Create(1 << (IntegerArithmetic.MultiplierBits - 1)))
            >> IntegerArithmetic.MultiplierBits);
    }

    private static void Fill(short* y, int stride, ReadOnlySpan<short> row)
    {
        row.CopyTo(new Span<short>(y, row.Length));
        new Span<short>(y + row.Length, stride - row.Length).Clear();
    }
}
