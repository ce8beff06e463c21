using System.Runtime.Intrinsics;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Gradients;

/// <summary>
/// The transposed Jacobians of the operations, in blocks of sixteen floats like the forward kernels. Names: y is
/// the output, x the input, dy and dx the gradients of the loss with respect to them.
/// </summary>
internal static unsafe class BackwardKernels
{
    /// <summary><c>dx = dy where y &gt; 0, else 0</c>; may run in place.</summary>
    public static void Relu(float* dx, float* dy, float* y, long count, bool accumulate)
    {
        for (long i = 0; i < count; i += 16)
        {
            Vector512<float> passed = Vector512.Load(dy + i)
                & Vector512.GreaterThan(Vector512.Load(y + i), Vector512<float>.Zero);
            (accumulate ? Vector512.Load(dx + i) + passed : passed).Store(dx + i);
        }
    }

    /// <summary><c>dx = dy · σ(x) (1 + x (1 − σ(x)))</c>.</summary>
    public static void Silu(float* dx, float* dy, float* x, long count, bool accumulate)
    {
        for (long i = 0; i < count; i += 16)
        {
            Vector512<float> v = Vector512.Load(x + i);
            Vector512<float> s = RowKernels.Sigmoid(v);
            Vector512<float> slope = s * Vector512.FusedMultiplyAdd(v, Vector512<float>.One - s, Vector512<float>.One);
            Vector512<float> g = Vector512.Load(dy + i) * slope;
            (accumulate ? Vector512.Load(dx + i) + g : g).Store(dx + i);
        }
    }

    /// <summary><c>dx = s (dy − y · (dy · y) / width)</c> with the row scales s of the forward pass.</summary>
    public static void RmsNorm(float* dx, float* dy, float* y, float* scales, int rows, int width, bool accumulate)
    {
        int stride = Padding.Stride(width);
        for (int i = 0; i < rows; i++, dx += stride, dy += stride, y += stride)
        {
            Vector512<float> products = Vector512<float>.Zero;
            for (int j = 0; j < stride; j += 16)
            {
                products = Vector512.FusedMultiplyAdd(Vector512.Load(dy + j), Vector512.Load(y + j), products);
            }

            Vector512<float> mean = Vector512.Create(-RowKernels.Sum(products) / width);
            Vector512<float> scale = Vector512.Create(scales[i]);
            for (int j = 0; j < stride; j += 16)
            {
                Vector512<float> g = scale * Vector512.FusedMultiplyAdd(Vector512.Load(y + j), mean, Vector512.Load(dy + j));
                (accumulate ? Vector512.Load(dx + j) + g : g).Store(dx + j);
            }
        }
    }

    /// <summary>
    /// Each member receives its share of the mean's gradient; the first member that attains the maximum receives the
    /// maximum's. Adds to <paramref name="dx"/>.
    /// </summary>
    public static void Pool(float* dx, float* dy, float* x, float* y, GroupRelation relation, int width)
    {
        fixed (int* members = relation.Members, starts = relation.GroupStarts)
        {
            for (int group = 0; group < relation.GroupCount; group++, y += 2 * width, dy += 2 * width)
            {
                int from = starts[group], to = starts[group + 1];
                Vector512<float> share = Vector512.Create(1f / (to - from));
                for (int j = 0; j < width; j += 16)
                {
                    Vector512<float> mean = Vector512.Load(dy + j) * share;
                    Vector512<float> top = Vector512.Load(y + width + j);
                    // Lanes whose maximum has not been met yet still hold its gradient here.
                    Vector512<float> due = Vector512.Load(dy + width + j);
                    for (int at = from; at < to; at++)
                    {
                        long offset = ((long)members[at] * width) + j;
                        Vector512<float> attains = Vector512.Equals(Vector512.Load(x + offset), top);
                        Vector512<float> paid = due & attains;
                        due = Vector512.AndNot(due, attains);
                        (Vector512.Load(dx + offset) + mean + paid).Store(dx + offset);
                    }
                }
            }
        }
    }

    /// <summary>
    /// The first member of a group that attains the maximum receives its gradient. Adds to <paramref name="dx"/>.
    /// </summary>
    public static void Maximum(float* dx, float* dy, float* x, float* y, GroupRelation relation, int width)
    {
        fixed (int* members = relation.Members, starts = relation.GroupStarts)
        {
            for (int group = 0; group < relation.GroupCount; group++, y += width, dy += width)
            {
                for (int j = 0; j < width; j += 16)
                {
                    Vector512<float> top = Vector512.Load(y + j);
                    // Lanes whose maximum has not been met yet still hold its gradient here.
                    Vector512<float> due = Vector512.Load(dy + j);
                    for (int at = starts[group]; at < starts[group + 1]; at++)
                    {
                        long offset = ((long)members[at] * width) + j;
                        Vector512<float> attains = Vector512.Equals(Vector512.Load(x + offset), top);
                        (Vector512.Load(dx + offset) + (due & attains)).Store(dx + offset);
                        due = Vector512.AndNot(due, attains);
                    }
                }
            }
        }
    }

    /// <summary>Each group row receives the sum of its members' gradients.</summary>
    public static void Spread(float* dx, float* dy, GroupRelation relation, int stride, bool accumulate)
    {
        fixed (int* starts = relation.GroupStarts, members = relation.Members)
        {
            RelationKernels.SumRows(dx, dy, starts, members, relation.GroupCount, stride, accumulate);
        }
    }

    /// <summary>Each neighbour receives its slot's gradient. Adds to <paramref name="dx"/>.</summary>
    public static void Gather(float* dx, float* dy, NeighbourRelation relation, int width)
    {
        int stride = Padding.Stride(width), outStride = Padding.Stride(width * relation.Degree);
        ReadOnlySpan<int> neighbours = relation.Neighbours;
        for (int cell = 0, at = 0; cell < relation.Cells; cell++, dy += outStride)
        {
            for (int slot = 0; slot < relation.Degree; slot++, at++)
            {
                if (neighbours[at] != NeighbourRelation.None)
                {
                    float* target = dx + ((long)neighbours[at] * stride);
                    float* source = dy + (slot * width);
                    for (int j = 0; j < width; j++)
                    {
                        target[j] += source[j];
                    }
                }
            }
        }
    }

    /// <summary>Adds each cell's gradient to the table row that it looked up.</summary>
    public static void Embed(float* table, int tableRows, float* dy, int stride, Problem problem, int column)
    {
        ReadOnlySpan<int> features = problem.Features;
        for (int cell = 0, at = column; cell < problem.Cells; cell++, at += problem.FeatureColumns, dy += stride)
        {
            RowKernels.AddInto(table + ((long)Math.Min(features[at], tableRows - 1) * stride), dy, stride);
        }
    }

    /// <summary>Adds each cell's gradient to the part of a table row that it looked up.</summary>
    public static void EmbedSlot(
        GradientBuffer buffer, Operation.EmbedSlot slot, WeightShape table, float* dy, int width, Problem problem)
    {
        int stride = Padding.Stride(width);
        ReadOnlySpan<int> features = problem.Features;
        for (int cell = 0, at = slot.Column; cell < problem.Cells; cell++, at += problem.FeatureColumns, dy += stride)
        {
            if (Operation.EmbedSlot.PartOf(features[at], table.Rows, table.Columns, width) is (var row, var from, var count))
            {
                float* target = buffer.TableRow(slot.Table, row) + from;
                for (int j = 0; j < count; j++)
                {
                    target[j] += dy[j];
                }
            }
        }
    }

    /// <summary><c>dx[j, i] += dy[i, j]</c>.</summary>
    public static void Transpose(float* dx, int dxStride, float* dy, int dyStride, int rows, int columns)
    {
        for (int from = 0; from < columns; from += 16)
        {
            int to = Math.Min(from + 16, columns);
            for (int i = 0; i < rows; i++)
            {
                for (int j = from; j < to; j++)
                {
                    dx[((long)j * dxStride) + i] += dy[((long)i * dyStride) + j];
                }
            }
        }
    }

    /// <summary>Adds the sum of the rows to a bias gradient.</summary>
    public static void Bias(float* bias, float* dy, int rows, int stride)
    {
        for (int j = 0; j < stride; j += 16)
        {
            Vector512<float> sum = Vector512.Load(bias + j);
            float* row = dy + j;
            for (int i = 0; i < rows; i++, row += stride)
            {
                sum += Vector512.Load(row);
            }

            sum.Store(bias + j);
        }
    }
}
