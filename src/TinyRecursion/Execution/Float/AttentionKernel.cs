using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Float;

/// <summary>
/// Scaled dot-product attention, one head after the other and a block of rows at a time, so that what softmax makes
/// never leaves the cache. See <see cref="Operations.Operation.Attention"/>.
/// </summary>
internal static unsafe class AttentionKernel
{
    /// <summary>Rows of a block.</summary>
    public const int BlockRows = 64;

    /// <summary>Floats of scratch memory that <see cref="Run"/> needs.</summary>
    /// <param name="rows">Cells.</param>
    /// <param name="headWidth">Width of a head.</param>
    public static long ScratchSize(int rows, int headWidth) =>
        Padding.Size(headWidth, rows) + Padding.Size(rows, headWidth) + Padding.Size(BlockRows, rows) + Padding.Size(BlockRows, headWidth);

    /// <summary><c>y = softmax(q kᵀ / sqrt(head width)) v</c> in each head.</summary>
    /// <param name="y">Rows × width, padding columns zero.</param>
    /// <param name="q">Rows × width.</param>
    /// <param name="k">Rows × width.</param>
    /// <param name="v">Rows × width.</param>
    /// <param name="rows">Cells.</param>
    /// <param name="width">Heads × head width.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="scratch">See <see cref="ScratchSize"/>.</param>
    public static void Run(float* y, float* q, float* k, float* v, int rows, int width, int heads, float* scratch)
    {
        int stride = Padding.Stride(width), head = width / heads;
        int keyStride = Padding.Stride(rows), headStride = Padding.Stride(head);
        float* keys = scratch;
        float* values = keys + Padding.Size(head, rows);
        float* weights = values + Padding.Size(rows, head);
        float* heard = weights + Padding.Size(BlockRows, rows);
        for (int at = 0; at < width; at += head)
        {
            CommonKernels.Transpose(keys, keyStride, k + at, stride, rows, head);
            TakeHead(values, v + at, rows, stride, head);
            for (int from = 0; from < rows; from += BlockRows)
            {
                int block = Math.Min(BlockRows, rows - from), padded = Padding.Rows(block);
                Weights(weights, q + at + ((long)from * stride), stride, keys, padded, rows, head);
                MatrixProduct.Run(heard, headStride, weights, keyStride, 1, values, headStride, padded, headStride, rows, accumulate: false);
                for (int i = 0; i < block; i++)
                {
                    RowKernels.CopyRow(y + at + ((long)(from + i) * stride), heard + ((long)i * headStride), head);
                }
            }
        }

        for (int i = 0; i < rows; i++)
        {
            new Span<float>(y + ((long)i * stride) + width, stride - width).Clear();
        }
    }

    /// <summary>The weights with which a block of rows listens to all rows.</summary>
    /// <param name="weights">Receives block × rows; padding columns become zero.</param>
    /// <param name="q">The block's queries within one head.</param>
    /// <param name="stride">Floats between rows of <paramref name="q"/>.</param>
    /// <param name="keys">The head's keys, head width × rows.</param>
    /// <param name="block">Rows of the block, padding included.</param>
    /// <param name="rows">Cells.</param>
    /// <param name="head">Width of the head.</param>
    public static void Weights(float* weights, float* q, int stride, float* keys, int block, int rows, int head)
    {
        int keyStride = Padding.Stride(rows);
        MatrixProduct.Run(weights, keyStride, q, stride, 1, keys, keyStride, block, keyStride, head, accumulate: false);
        float scale = 1f / MathF.Sqrt(head);
        for (int i = 0; i < block; i++)
        {
            Softmax(weights + ((long)i * keyStride), rows, scale);
        }
    }

    /// <summary>Copies one head of all rows to rows of its own.</summary>
    public static void TakeHead(float* y, float* x, int rows, int stride, int head)
    {
        int headStride = Padding.Stride(head);
        for (int i = 0; i < rows; i++)
        {
            RowKernels.CopyRow(y + ((long)i * headStride), x + ((long)i * stride), head);
            new Span<float>(y + ((long)i * headStride) + head, headStride - head).Clear();
        }
    }

    private static void Softmax(float* row, int count, float scale)
    {
        int whole = count & ~15;
        Vector512<float> largest = Vector512.Create(float.NegativeInfinity);
        for (int j = 0; j < whole; j += 16)
        {
            largest = Vector512.Max(largest, Vector512.Load(row + j));
        }

        float top = RowKernels.Largest(largest);
        for (int j = whole; j < count; j++)
        {
            top = MathF.Max(top, row[j]);
        }

        Vector512<float> factor = Vector512.Create(scale), shift = Vector512.Create(-(top * scale)), sum = Vector512<float>.Zero;
        for (int j = 0; j < count; j += 16)
        {
            Vector512<float> e = RowKernels.Exp(Vector512.FusedMultiplyAdd(Vector512.Load(row + j), factor, shift));
            if (j >= whole)
            {
                Vector512<float> lane = Vector512.ConvertToSingle(Vector512<int>.Indices);
                e &= Vector512.LessThan(lane, Vector512.Create((float)(count - whole)));
            }

            e.Store(row + j);
            sum += e;
        }

        Vector512<float> share = Vector512.Create(1f / RowKernels.Sum(sum));
        for (int j = 0; j < count; j += 16)
        {
            (Vector512.Load(row + j) * share).Store(row + j);
        }
    }
}
