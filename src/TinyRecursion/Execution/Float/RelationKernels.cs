using System.Runtime.Intrinsics;
using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Execution.Float;

/// <summary>Kernels that follow the relations of a problem: pooling, spreading, gathering, looking up.</summary>
internal static unsafe class RelationKernels
{
    /// <summary>Mean and maximum of each group's rows, side by side.</summary>
    /// <param name="y">Groups × 2 <paramref name="width"/>: means, then maxima.</param>
    /// <param name="x">Cells × <paramref name="width"/>.</param>
    /// <param name="relation">The groups.</param>
    /// <param name="width">A multiple of <see cref="Padding.Lanes"/>.</param>
    public static void Pool(float* y, float* x, GroupRelation relation, int width)
    {
        fixed (int* members = relation.Members, groupStarts = relation.GroupStarts)
        {
            for (int group = 0; group < relation.GroupCount; group++, y += 2 * width)
            {
                int from = groupStarts[group], to = groupStarts[group + 1];
                Vector512<float> share = Vector512.Create(1f / (to - from));
                int j = 0;
                // Three blocks at a time keep six independent chains going.
                for (; j + 48 <= width; j += 48)
                {
                    float* row = x + ((long)members[from] * width) + j;
                    Vector512<float> s0 = Vector512.Load(row), s1 = Vector512.Load(row + 16), s2 = Vector512.Load(row + 32);
                    Vector512<float> m0 = s0, m1 = s1, m2 = s2;
                    for (int at = from + 1; at < to; at++)
                    {
                        row = x + ((long)members[at] * width) + j;
                        Vector512<float> v0 = Vector512.Load(row), v1 = Vector512.Load(row + 16), v2 = Vector512.Load(row + 32);
                        s0 += v0;
                        s1 += v1;
                        s2 += v2;
                        m0 = Vector512.Max(m0, v0);
                        m1 = Vector512.Max(m1, v1);
                        m2 = Vector512.Max(m2, v2);
                    }

                    (s0 * share).Store(y + j);
                    (s1 * share).Store(y + j + 16);
                    (s2 * share).Store(y + j + 32);
                    m0.Store(y + width + j);
                    m1.Store(y + width + j + 16);
                    m2.Store(y + width + j + 32);
                }

                for (; j < width; j += 16)
                {
                    Vector512<float> sum = Vector512.Load(x + ((long)members[from] * width) + j);
                    Vector512<float> max = sum;
                    for (int at = from + 1; at < to; at++)
                    {
                        Vector512<float> v = Vector512.Load(x + ((long)members[at] * width) + j);
                        sum += v;
                        max = Vector512.Max(max, v);
                    }

                    (sum * share).Store(y + j);
                    max.Store(y + width + j);
                }
            }
        }
    }

    /// <summary>The maximum of each group's rows.</summary>
    /// <param name="y">Groups × <paramref name="width"/>.</param>
    /// <param name="x">Cells × <paramref name="width"/>.</param>
    /// <param name="relation">The groups.</param>
    /// <param name="width">A multiple of <see cref="Padding.Lanes"/>.</param>
    public static void Maximum(float* y, float* x, GroupRelation relation, int width)
    {
        fixed (int* members = relation.Members, groupStarts = relation.GroupStarts)
        {
            for (int group = 0; group < relation.GroupCount; group++, y += width)
            {
                int from = groupStarts[group], to = groupStarts[group + 1];
                for (int j = 0; j < width; j += 16)
                {
                    Vector512<float> max = Vector512.Load(x + ((long)members[from] * width) + j);
                    for (int at = from + 1; at < to; at++)
                    {
                        max = Vector512.Max(max, Vector512.Load(x + ((long)members[at] * width) + j));
                    }

                    max.Store(y + j);
                }
            }
        }
    }

    /// <summary>Each row of <paramref name="y"/> receives the sum of rows of <paramref name="x"/> that a list names.</summary>
    /// <param name="y">Targets × stride.</param>
    /// <param name="x">Sources × stride.</param>
    /// <param name="starts">Where each target's list starts; one entry more than there are targets.</param>
    /// <param name="sources">The lists.</param>
    /// <param name="targets">The number of targets.</param>
    /// <param name="stride">Floats per row, a multiple of <see cref="Padding.Lanes"/>.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="y"/> holds.</param>
    public static void SumRows(
        float* y, float* x, int* starts, int* sources, int targets, int stride, bool accumulate)
    {
        for (int target = 0; target < targets; target++, y += stride)
        {
            int from = starts[target], to = starts[target + 1];
            int j = 0;
            for (; j + 48 <= stride; j += 48)
            {
                Vector512<float> s0 = default, s1 = default, s2 = default;
                for (int at = from; at < to; at++)
                {
                    float* row = x + ((long)sources[at] * stride) + j;
                    s0 += Vector512.Load(row);
                    s1 += Vector512.Load(row + 16);
                    s2 += Vector512.Load(row + 32);
                }

                if (accumulate)
                {
                    s0 += Vector512.Load(y + j);
                    s1 += Vector512.Load(y + j + 16);
                    s2 += Vector512.Load(y + j + 32);
                }

                s0.Store(y + j);
                s1.Store(y + j + 16);
                s2.Store(y + j + 32);
            }

            for (; j < stride; j += 16)
            {
                Vector512<float> sum = default;
                for (int at = from; at < to; at++)
                {
                    sum += Vector512.Load(x + ((long)sources[at] * stride) + j);
                }

                (accumulate ? sum + Vector512.Load(y + j) : sum).Store(y + j);
            }
        }
    }

    /// <summary>Spreads group rows to the cells: <see cref="SumRows"/> over each cell's groups.</summary>
    public static void Spread(float* y, float* x, GroupRelation relation, int stride, bool accumulate)
    {
        fixed (int* starts = relation.CellStarts, groups = relation.Memberships)
        {
            SumRows(y, x, starts, groups, relation.Cells, stride, accumulate);
        }
    }

    /// <summary>Looks up one table row per cell, or adds it to what y holds.</summary>
    public static void Embed(float* y, float* table, int tableRows, int stride, Problem problem, int column, bool accumulate)
    {
        ReadOnlySpan<int> features = problem.Features;
        for (int cell = 0, at = column; cell < problem.Cells; cell++, at += problem.FeatureColumns, y += stride)
        {
            float* row = table + ((long)Math.Min(features[at], tableRows - 1) * stride);
            if (accumulate)
            {
                RowKernels.AddInto(y, row, stride);
            }
            else
            {
                RowKernels.Copy(y, row, stride);
            }
        }
    }

    /// <summary>Each cell's part of a table row, or zeros, see <see cref="Operations.Operation.EmbedSlot"/>.</summary>
    public static void EmbedSlot(float* y, float* table, int rows, int tableWidth, int width, Problem problem, int column)
    {
        int stride = Padding.Stride(width), tableStride = Padding.Stride(tableWidth);
        ReadOnlySpan<int> features = problem.Features;
        for (int cell = 0, at = column; cell < problem.Cells; cell++, at += problem.FeatureColumns, y += stride)
        {
            new Span<float>(y, stride).Clear();
            if (Operation.EmbedSlot.PartOf(features[at], rows, tableWidth, width) is (var row, var from, var count))
            {
                RowKernels.CopyRow(y, table + ((long)row * tableStride) + from, count);
            }
        }
    }
}
