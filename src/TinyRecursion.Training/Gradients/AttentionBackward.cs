using System.Runtime.Intrinsics;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;

namespace TinyRecursion.Training.Gradients;

/// <summary>
/// The gradient of attention. The weights of each block of rows are computed anew instead of being kept for every
/// step: they are the largest value of the operation, and one matrix product brings them back.
/// </summary>
internal static unsafe class AttentionBackward
{
    private const int BlockRows = AttentionKernel.BlockRows;

    /// <summary>Floats of scratch memory that <see cref="Run"/> needs.</summary>
    /// <param name="rows">Cells.</param>
    /// <param name="headWidth">Width of a head.</param>
    public static long ScratchSize(int rows, int headWidth) =>
        (2 * Padding.Size(headWidth, rows)) + (3 * Padding.Size(rows, headWidth))
        + (2 * Padding.Size(BlockRows, rows)) + (3 * Padding.Size(BlockRows, headWidth));

    /// <summary>Adds to the gradients of q, k and v, which may be one and the same.</summary>
    /// <param name="dq">Receives the gradient of q, rows × width; likewise the next two.</param>
    /// <param name="dk">Of k.</param>
    /// <param name="dv">Of v.</param>
    /// <param name="dy">The gradient of the result.</param>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="rows">Cells.</param>
    /// <param name="width">Heads × head width.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="scratch">See <see cref="ScratchSize"/>.</param>
    public static void Run(
        float* dq, float* dk, float* dv, float* dy, float* q, float* k, float* v, int rows, int width, int heads, float* scratch)
    {
        int stride = Padding.Stride(width), head = width / heads;
        int wide = Padding.Stride(rows), narrow = Padding.Stride(head), padded = Padding.Rows(rows);
        float* next = scratch;
        float* keysTurned = Take(ref next, head, rows), valuesTurned = Take(ref next, head, rows);
        float* keys = Take(ref next, rows, head), keyGradient = Take(ref next, rows, head), valueGradient = Take(ref next, rows, head);
        float* weights = Take(ref next, BlockRows, rows), weightGradient = Take(ref next, BlockRows, rows);
        float* queries = Take(ref next, BlockRows, head), heard = Take(ref next, BlockRows, head), moved = Take(ref next, BlockRows, head);
        float scale = 1f / MathF.Sqrt(head);
        for (int at = 0; at < width; at += head)
        {
            CommonKernels.Transpose(keysTurned, wide, k + at, stride, rows, head);
            CommonKernels.Transpose(valuesTurned, wide, v + at, stride, rows, head);
            AttentionKernel.TakeHead(keys, k + at, rows, stride, head);
            for (int from = 0; from < rows; from += BlockRows)
            {
                int block = Math.Min(BlockRows, rows - from), blockRows = Padding.Rows(block);
                long offset = at + ((long)from * stride);
                AttentionKernel.Weights(weights, q + offset, stride, keysTurned, blockRows, rows, head);
                AttentionKernel.TakeHead(queries, q + offset, block, stride, head);
                AttentionKernel.TakeHead(heard, dy + offset, block, stride, head);
                MatrixProduct.Run(weightGradient, wide, heard, narrow, 1, valuesTurned, wide, blockRows, wide, head, accumulate: false);
                MatrixProduct.Run(valueGradient, narrow, weights, 1, wide, heard, narrow, padded, narrow, block, accumulate: from > 0);
                ThroughSoftmax(weightGradient, weights, block, wide, scale);
                MatrixProduct.Run(keyGradient, narrow, weightGradient, 1, wide, queries, narrow, padded, narrow, block, accumulate: from > 0);
                MatrixProduct.Run(moved, narrow, weightGradient, wide, 1, keys, narrow, blockRows, narrow, rows, accumulate: false);
                AddHead(dq + offset, moved, block, stride, head);
            }

            AddHead(dk + at, keyGradient, rows, stride, head);
            AddHead(dv + at, valueGradient, rows, stride, head);
        }
    }

    private static float* Take(ref float* next, int rows, int width)
    {
        float* at = next;
        next += Padding.Size(rows, width);
        return at;
    }

    /// <summary><c>d = scale · p (d − Σ d p)</c> row by row, in place.</summary>
    private static void ThroughSoftmax(float* d, float* p, int rows, int stride, float scale)
    {
        for (int i = 0; i < rows; i++, d += stride, p += stride)
        {
            Vector512<float> products = Vector512<float>.Zero;
            for (int j = 0; j < stride; j += 16)
            {
                products = Vector512.FusedMultiplyAdd(Vector512.Load(d + j), Vector512.Load(p + j), products);
            }

            Vector512<float> mean = Vector512.Create(RowKernels.Sum(products)), factor = Vector512.Create(scale);
            for (int j = 0; j < stride; j += 16)
            {
                (Vector512.Load(p + j) * (Vector512.Load(d + j) - mean) * factor).Store(d + j);
            }
        }
    }

    private static void AddHead(float* target, float* rows, int count, int stride, int head)
    {
        int narrow = Padding.Stride(head);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < head; j++)
            {
                target[((long)i * stride) + j] += rows[((long)i * narrow) + j];
            }
        }
    }
}
