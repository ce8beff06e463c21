using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Float;

/// <summary>
/// Element-wise and row-wise kernels in blocks of sixteen floats. They are written once in
/// <see cref="Vector512{T}"/>, which the runtime composes of narrower vectors where 512 bits are not to be had, so
/// every result is bit-identical on every instruction set. Lengths are multiples of <see cref="Padding.Lanes"/>.
/// </summary>
internal static unsafe class RowKernels
{
    /// <summary><c>y = x</c>.</summary>
    public static void Copy(float* y, float* x, long count) =>
        Buffer.MemoryCopy(x, y, count * sizeof(float), count * sizeof(float));

    /// <summary>Copies a number of floats that need not fill a block.</summary>
    public static void CopyRow(float* y, float* x, int width) => new ReadOnlySpan<float>(x, width).CopyTo(new Span<float>(y, width));

    /// <summary><c>y = factor · x</c>, or adds it to what y holds.</summary>
    public static void Scale(float* y, float* x, float factor, long count, bool accumulate)
    {
        Vector512<float> f = Vector512.Create(factor);
        for (long i = 0; i < count; i += 16)
        {
            Vector512<float> product = Vector512.Load(x + i) * f;
            (accumulate ? Vector512.Load(y + i) + product : product).Store(y + i);
        }
    }

    /// <summary><c>y += x</c>.</summary>
    public static void AddInto(float* y, float* x, long count)
    {
        for (long i = 0; i < count; i += 16)
        {
            (Vector512.Load(y + i) + Vector512.Load(x + i)).Store(y + i);
        }
    }

    /// <summary>Adds one row to every row of <c>y</c>.</summary>
    public static void AddRow(float* y, float* row, int rows, int stride)
    {
        for (int i = 0; i < rows; i++, y += stride)
        {
            AddInto(y, row, stride);
        }
    }

    /// <summary><c>y = (accumulate ? y : 0) + a · b</c>.</summary>
    public static void Multiply(float* y, float* a, float* b, long count, bool accumulate)
    {
        for (long i = 0; i < count; i += 16)
        {
            Vector512<float> product = Vector512.Load(a + i) * Vector512.Load(b + i);
            (accumulate ? Vector512.Load(y + i) + product : product).Store(y + i);
        }
    }

    /// <summary><c>y = max(x, 0)</c>; may run in place.</summary>
    public static void Relu(float* y, float* x, long count)
    {
        for (long i = 0; i < count; i += 16)
        {
            Vector512.Max(Vector512.Load(x + i), Vector512<float>.Zero).Store(y + i);
        }
    }

    /// <summary><c>y = x · sigmoid(x)</c>; may run in place.</summary>
    public static void Silu(float* y, float* x, long count)
    {
        for (long i = 0; i < count; i += 16)
        {
            Vector512<float> v = Vector512.Load(x + i);
            (v * Sigmoid(v)).Store(y + i);
        }
    }

    /// <summary><c>y = x · sigmoid(x) · b</c> in one pass, a gated product; may run in place.</summary>
    public static void SiluMultiply(float* y, float* x, float* b, long count)
    {
        for (long i = 0; i < count; i += 16)
        {
            Vector512<float> v = Vector512.Load(x + i);
            (v * Sigmoid(v) * Vector512.Load(b + i)).Store(y + i);
        }
    }

    /// <summary>Root-mean-square normalisation of rows; keeps each row's scale for the gradient.</summary>
    /// <param name="y">Normalised rows; may equal <paramref name="x"/>.</param>
    /// <param name="scales">One scale per row, <c>1 / sqrt(mean(x²) + ε)</c>.</param>
    /// <param name="x">The rows.</param>
    /// <param name="rows">Rows, padding included.</param>
    /// <param name="width">True width, without padding.</param>
    /// <param name="epsilon">ε.</param>
    public static void RmsNorm(float* y, float* scales, float* x, int rows, int width, float epsilon)
    {
        int stride = Padding.Stride(width);
        for (int i = 0; i < rows; i++, x += stride, y += stride)
        {
            Vector512<float> squares = Vector512<float>.Zero;
            for (int j = 0; j < stride; j += 16)
            {
                Vector512<float> v = Vector512.Load(x + j);
                squares = Vector512.FusedMultiplyAdd(v, v, squares);
            }

            float scale = 1f / MathF.Sqrt((Sum(squares) / width) + epsilon);
            scales[i] = scale;
            Vector512<float> factor = Vector512.Create(scale);
            for (int j = 0; j < stride; j += 16)
            {
                (Vector512.Load(x + j) * factor).Store(y + j);
            }
        }
    }

    /// <summary>The logistic function, to about two units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    /// <summary>
    /// The exponential function by range reduction, <c>2^n · p(r)</c> with |r| ≤ ln 2 / 2 and a polynomial of degree 6
    /// (Cephes' coefficients). Arguments are clamped to ±87, where sigmoid has long saturated.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-87f)), Vector512.Create(87f));
        // Adding and taking away 1.5 · 2^23 rounds to the nearest integer in the current precision.
        Vector512<float> magic = Vector512.Create(12582912f);
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), magic);
        Vector512<float> n = shifted - magic;
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), r);
        Vector512<float> p = Vector512.Create(1.9875691500e-4f);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.3981999507e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(5.0000001201e-1f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r + Vector512<float>.One);
        Vector512<int> exponent = Vector512.ShiftLeft(shifted.AsInt32(), 23);
        return (p.AsInt32() + exponent).AsSingle();
    }

    /// <summary>The largest of sixteen lanes; not a number if one is.</summary>
    public static float Largest(Vector512<float> x)
    {
        float result = x[0];
        for (int lane = 1; lane < 16; lane++)
        {
            result = MathF.Max(result, x[lane]);
        }

        return result;
    }

    /// <summary>The sum of sixteen lanes in one fixed order of pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> x)
    {
        Vector256<float> half = x.GetLower() + x.GetUpper();
        Vector128<float> quarter = half.GetLower() + half.GetUpper();
        return (quarter.GetElement(0) + quarter.GetElement(2)) + (quarter.GetElement(1) + quarter.GetElement(3));
    }

    /// <summary>Logits of each cell, packed without padding: <c>logits[cell, j] = state[cell] · W[:, j] + b[j]</c>.</summary>
    public static void Readout(
        Span<float> logits, float* state, float* transposed, float* bias, int cells, int width, int classes)
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

                logits[at] = Sum(sum) + (bias == null ? 0f : bias[j]);
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

        return Largest(largest);
    }
}
