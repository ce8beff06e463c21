using System.Runtime.Intrinsics;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;

namespace TinyRecursion.Training.Gradients;

/// <summary>
/// The gradient that goes straight through a snap: the transposed Jacobian of <c>p = softmax(0, x)</c> of each block
/// without its first entry, <c>dx = p (dy − Σ p dy)</c>.
/// </summary>
internal static unsafe class SnapBackward
{
    /// <summary>Takes the gradient back through all rows.</summary>
    /// <param name="dx">Receives the gradient of the values before the snap.</param>
    /// <param name="dy">The gradient of the symbols.</param>
    /// <param name="x">The values before the snap.</param>
    /// <param name="rows">Rows without padding.</param>
    /// <param name="width">True width, a multiple of <paramref name="block"/>.</param>
    /// <param name="block">Entries per block.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dx"/> holds.</param>
    public static void Run(float* dx, float* dy, float* x, int rows, int width, int block, bool accumulate)
    {
        int stride = Padding.Stride(width);
        for (int i = 0; i < rows; i++, dx += stride, dy += stride, x += stride)
        {
            if (!accumulate)
            {
                new Span<float>(dx, stride).Clear();
            }

            for (int at = 0; at < width; at += block)
            {
                AddBlock(dx + at, dy + at, x + at, block);
            }
        }
    }

    private static void AddBlock(float* dx, float* dy, float* x, int block)
    {
        float largest = 0f;
        for (int j = 0; j < block; j++)
        {
            largest = MathF.Max(largest, x[j]);
        }

        float total = RowKernels.Exp(Vector512.Create(-largest))[0], product = 0f;
        for (int from = 0; from < block; from += Padding.Lanes)
        {
            int to = Math.Min(from + Padding.Lanes, block);
            Vector512<float> powers = Powers(x, from, to, largest);
            for (int j = from; j < to; j++)
            {
                total += powers[j - from];
                product = MathF.FusedMultiplyAdd(powers[j - from], dy[j], product);
            }
        }

        float mean = product / total;
        for (int from = 0; from < block; from += Padding.Lanes)
        {
            int to = Math.Min(from + Padding.Lanes, block);
            Vector512<float> powers = Powers(x, from, to, largest);
            for (int j = from; j < to; j++)
            {
                dx[j] += powers[j - from] / total * (dy[j] - mean);
            }
        }
    }

    /// <summary><c>exp(x − largest)</c> of up to sixteen entries, by the same exponential on every machine.</summary>
    private static Vector512<float> Powers(float* x, int from, int to, float largest)
    {
        float* lanes = stackalloc float[Padding.Lanes];
        for (int lane = 0; lane < Padding.Lanes; lane++)
        {
            lanes[lane] = from + lane < to ? x[from + lane] - largest : 0f;
        }

        return RowKernels.Exp(Vector512.Load(lanes));
    }
}
