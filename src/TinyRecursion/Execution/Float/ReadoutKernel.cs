using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Float;

/// <summary>What is read out of a state: scores, and how far a step moved.</summary>
internal static unsafe class ReadoutKernel
{
    /// <summary>Scores of each cell, packed without padding: <c>scores[cell, j] = state[cell] · W[:, j] + b[j]</c>.</summary>
    public static void Run(
        Span<float> scores, float* state, float* transposed, float* bias, int cells, int width, int classes)
    {
        int stride = Padding.Stride(width);
        for (int cell = 0, at = 0; cell < cells; cell++, state += stride)
        {
            for (int j = 0; j < classes; j++, at++)
            {
                float* column = transposed + ((long)j * stride);
                Vector512<float> sum = Vector512<float>.Zero;
                for (int k = 0; k < stride; k += 16)
                {
                    sum = Vector512.FusedMultiplyAdd(Vector512.Load(state + k), Vector512.Load(column + k), sum);
                }

                scores[at] = RowKernels.Sum(sum) + (bias == null ? 0f : bias[j]);
            }
        }
    }

    /// <summary>The largest absolute difference of two vectors.</summary>
    public static float LargestDifference(float* a, float* b, int count)
    {
        Vector512<float> largest = Vector512<float>.Zero;
        for (int i = 0; i < count; i += 16)
        {
            largest = Vector512.Max(largest, Vector512.Abs(Vector512.Load(a + i) - Vector512.Load(b + i)));
        }

        return RowKernels.Largest(largest);
    }
}
