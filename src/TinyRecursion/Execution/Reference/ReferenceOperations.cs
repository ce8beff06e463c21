using TinyRecursion.Operations;

namespace TinyRecursion.Execution.Reference;

/// <summary>
/// The operations whose digits depend on the order of their roundings, as PyTorch computes them on a CPU in single
/// precision with a matrix product that rounds each product before it is added.
/// </summary>
internal static class ReferenceOperations
{
    /// <summary><see cref="Operation.Linear"/>: each sum starts from zero and takes its products in order; the bias comes last.</summary>
    public static Matrix<float> Linear(Matrix<float> x, Matrix<float> weight, Matrix<float>? bias)
    {
        var y = new Matrix<float>(x.Rows, weight.Columns);
        for (int i = 0; i < y.Rows; i++)
        {
            Span<float> sums = y.Row(i);
            for (int k = 0; k < x.Columns; k++)
            {
                AddProducts(sums, x[i, k], weight.Row(k));
            }

            if (bias is not null)
            {
                for (int j = 0; j < sums.Length; j++)
                {
                    sums[j] += bias.Values[j];
                }
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.RmsNorm"/>: times one over the root of the mean square plus ε.</summary>
    /// <param name="x">The value.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="turned">Whether it is a view of a value that lies in memory the other way, whose columns are summed.</param>
    public static Matrix<float> RmsNorm(Matrix<float> x, float epsilon, bool turned)
    {
        var y = new Matrix<float>(x.Rows, x.Columns);
        var squares = new float[x.Values.Length];
        for (int i = 0; i < x.Rows; i++)
        {
            for (int j = 0; j < x.Columns; j++)
            {
                squares[turned ? (j * x.Rows) + i : (i * x.Columns) + j] = x[i, j] * x[i, j];
            }
        }

        for (int i = 0; i < x.Rows; i++)
        {
            float sum = turned
                ? PyTorchSums.OfColumn(squares, x.Rows, i)
                : PyTorchSums.OfRow(squares.AsSpan(i * x.Columns, x.Columns));
            float scale = 1f / MathF.Sqrt((sum / x.Columns) + epsilon);
            for (int j = 0; j < x.Columns; j++)
            {
                y[i, j] = x[i, j] * scale;
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Silu"/>: <c>x / (1 + exp(-x))</c>.</summary>
    public static Matrix<float> Silu(Matrix<float> x)
    {
        var y = new Matrix<float>(x.Rows, x.Columns);
        for (int i = 0; i < y.Values.Length; i++)
        {
            y.Values[i] = x.Values[i] / (1f + PyTorchFunctions.Exp(-x.Values[i]));
        }

        return y;
    }

    /// <summary><see cref="Operation.Rotary"/> with angles, cosines and sines in single precision.</summary>
    public static Matrix<float> Rotary(Matrix<float> x, int heads, float theta)
    {
        var y = new Matrix<float>(x.Rows, x.Columns);
        int width = x.Columns / heads, half = width / 2;
        for (int i = 0; i < half; i++)
        {
            float frequency = 1f / (float)Math.Pow(theta, (float)(2 * i) / width);
            for (int row = 0; row < x.Rows; row++)
            {
                float angle = row * frequency;
                float cosine = PyTorchFunctions.Cos(angle), sine = PyTorchFunctions.Sin(angle);
                for (int at = i; at < x.Columns; at += width)
                {
                    float left = x[row, at], right = x[row, at + half];
                    y[row, at] = (left * cosine) + (-right * sine);
                    y[row, at + half] = (right * cosine) + (left * sine);
                }
            }
        }

        return y;
    }

    /// <summary>Adds a row times a factor, each product rounded before the sum.</summary>
    public static void AddProducts(Span<float> sums, float factor, ReadOnlySpan<float> row)
    {
        for (int j = 0; j < sums.Length; j++)
        {
            sums[j] += factor * row[j];
        }
    }
}
