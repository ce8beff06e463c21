using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Optimisation;

/// <summary>
/// Replaces a matrix <c>U S Vᵀ</c> by about <c>U Vᵀ</c>, without a decomposition: five Newton–Schulz iterations
/// <c>X ← a X + (b X Xᵀ + c (X Xᵀ)²) X</c> with the coefficients of Jordan et al. (2024), which bring every singular
/// value that is not tiny to between 0.7 and 1.2. The same input gives the same bytes on every instruction set.
/// </summary>
internal sealed unsafe class Orthogonaliser : IDisposable
{
    private const int Iterations = 5;
    private const float A = 3.4445f;
    private const float B = -4.7750f;
    private const float C = 2.0315f;

    private readonly Arena<float> _arena = new();
    private readonly long _wide;
    private readonly long _square;

    /// <summary>Takes memory for the largest of some matrices.</summary>
    public Orthogonaliser(IReadOnlyList<WeightShape> matrices)
    {
        foreach (WeightShape matrix in matrices)
        {
            int small = Math.Min(matrix.Rows, matrix.Columns), large = Math.Max(matrix.Rows, matrix.Columns);
            _wide = Math.Max(_wide, Math.Max(Padding.Size(small, large), Padding.Size(large, small)));
            _square = Math.Max(_square, Padding.Size(small, small));
        }

        _arena.Reserve((3 * _wide) + (2 * _square));
    }

    /// <summary>Orthogonalises a matrix in place; a matrix of zeros, or next to zeros, stays as it is.</summary>
    /// <param name="matrix">Row by row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    public void Apply(Span<float> matrix, int rows, int columns)
    {
        double squares = 0;
        foreach (float value in matrix)
        {
            squares += value * (double)value;
        }

        // Beyond the range of numbers when it is nothing, or next to nothing.
        var scale = (float)(1 / Math.Sqrt(squares));
        if (float.IsInfinity(scale))
        {
            return;
        }

        // The products are of the size of the shorter side.
        bool transposed = rows > columns;
        int small = Math.Min(rows, columns), large = Math.Max(rows, columns);
        int stride = Padding.Stride(large), smallStride = Padding.Stride(small), smallRows = Padding.Rows(small);
        float* x = _arena.Start, next = x + _wide, xt = next + _wide, gram = xt + _wide, polynomial = gram + _square;
        // Padding must be zero: it takes part in the sums.
        System.Runtime.InteropServices.NativeMemory.Clear(x, (nuint)((3 * _wide) + (2 * _square)) * sizeof(float));
        for (int i = 0; i < matrix.Length; i++)
        {
            int row = i / columns, column = i % columns;
            x[transposed ? ((long)column * stride) + row : ((long)row * stride) + column] = scale * matrix[i];
        }

        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            for (int row = 0; row < small; row++)
            {
                for (int column = 0; column < large; column++)
                {
                    xt[((long)column * smallStride) + row] = x[((long)row * stride) + column];
                }
            }

            MatrixProduct.Run(gram, smallStride, x, stride, 1, xt, smallStride, smallRows, smallStride, large, accumulate: false);
            MatrixProduct.Run(polynomial, smallStride, gram, smallStride, 1, gram, smallStride, smallRows, smallStride, small, accumulate: false);
            for (long i = 0; i < (long)smallRows * smallStride; i++)
            {
                polynomial[i] = (B * gram[i]) + (C * polynomial[i]);
            }

            for (long i = 0; i < (long)smallRows * stride; i++)
            {
                next[i] = A * x[i];
            }

            MatrixProduct.Run(next, stride, polynomial, smallStride, 1, x, stride, smallRows, stride, small, accumulate: true);
            float* swap = x;
            x = next;
            next = swap;
        }

        for (int i = 0; i < matrix.Length; i++)
        {
            int row = i / columns, column = i % columns;
            matrix[i] = x[transposed ? ((long)column * stride) + row : ((long)row * stride) + column];
        }

        GC.KeepAlive(this);
    }

    public void Dispose() => _arena.Dispose();
}
