using System.Numerics;
using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Execution.Oracle;

/// <summary>
/// What <see cref="Operation"/>s mean, one method each, in the plainest possible code: no padding, no reuse of memory, no
/// vectors. <see cref="CommonOperations{T}"/> has those that only move or compare entries. Everything faster is tested against these loops.
/// </summary>
/// <remarks>
/// Pure functions, safe on any number of threads. Sums run in rising order of the index that is summed over.
/// <see cref="Silu"/>, <see cref="Attention"/> and <see cref="Rotary"/> call the platform's exponential and
/// trigonometric functions, so their last digits may differ between operating systems; all else is exact IEEE 754 arithmetic.
/// </remarks>
internal static class ScalarOperations<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary><see cref="Operation.Linear"/>: <c>y = x W + b</c>.</summary>
    public static Matrix<T> Linear(Matrix<T> x, Matrix<T> weight, Matrix<T>? bias)
    {
        var y = new Matrix<T>(x.Rows, weight.Columns);
        for (int i = 0; i < y.Rows; i++)
        {
            for (int j = 0; j < y.Columns; j++)
            {
                T sum = bias is null ? T.Zero : bias[0, j];
                for (int k = 0; k < x.Columns; k++)
                {
                    sum += x[i, k] * weight[k, j];
                }

                y[i, j] = sum;
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.RmsNorm"/>: each row divided by <c>sqrt(mean(x²) + ε)</c>.</summary>
    public static Matrix<T> RmsNorm(Matrix<T> x, float epsilon)
    {
        var y = new Matrix<T>(x.Rows, x.Columns);
        for (int i = 0; i < x.Rows; i++)
        {
            T squares = T.Zero;
            for (int j = 0; j < x.Columns; j++)
            {
                squares += x[i, j] * x[i, j];
            }

            T mean = squares / T.CreateChecked(x.Columns);
            T root = T.Sqrt(mean + T.CreateChecked(epsilon));
            for (int j = 0; j < x.Columns; j++)
            {
                y[i, j] = x[i, j] / root;
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Silu"/>: <c>x · sigmoid(x)</c> with <c>sigmoid(x) = 1 / (1 + exp(-x))</c>.</summary>
    public static Matrix<T> Silu(Matrix<T> x) => CommonOperations<T>.Map(x, value => value * (T.One / (T.One + T.Exp(-value))));

    /// <summary><see cref="Operation.Add"/>: the sum of the inputs, from the first to the last.</summary>
    public static Matrix<T> Add(IReadOnlyList<Matrix<T>> inputs)
    {
        Matrix<T> y = inputs[0];
        foreach (Matrix<T> term in inputs.Skip(1))
        {
            y = Zip(y, term, (left, right) => left + right);
        }

        return y;
    }

    /// <summary><see cref="Operation.Multiply"/>: the element-wise product.</summary>
    public static Matrix<T> Multiply(Matrix<T> left, Matrix<T> right) => Zip(left, right, (a, b) => a * b);

    /// <summary><see cref="Operation.Scale"/>: each entry times a factor.</summary>
    public static Matrix<T> Scale(Matrix<T> x, float factor) => CommonOperations<T>.Map(x, value => value * T.CreateChecked(factor));

    /// <summary><see cref="Operation.Rotary"/>: entries i and i + half of each head turned by the angle of row and i.</summary>
    public static Matrix<T> Rotary(Matrix<T> x, int heads, float theta)
    {
        var y = new Matrix<T>(x.Rows, x.Columns);
        int width = x.Columns / heads, half = width / 2;
        for (int row = 0; row < x.Rows; row++)
        {
            for (int at = 0; at < x.Columns; at++)
            {
                int i = at % width % half;
                // The angle is part of the operation's meaning in single precision, whatever the rest is computed in.
                float frequency = 1f / (float)Math.Pow(theta, 2f * i / width);
                float angle = row * frequency;
                T cosine = T.CreateChecked(Math.Cos(angle)), sine = T.CreateChecked(Math.Sin(angle));
                y[row, at] = at % width < half
                    ? (x[row, at] * cosine) - (x[row, at + half] * sine)
                    : (x[row, at] * cosine) + (x[row, at - half] * sine);
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Attention"/>: each row hears the values of all rows, weighted by softmax of <c>q kᵀ / sqrt(width)</c>.</summary>
    public static Matrix<T> Attention(Matrix<T> q, Matrix<T> k, Matrix<T> v, int heads)
    {
        var y = new Matrix<T>(q.Rows, q.Columns);
        int width = q.Columns / heads;
        var weights = new T[q.Rows];
        for (int row = 0; row < q.Rows; row++)
        {
            for (int head = 0; head < q.Columns; head += width)
            {
                T largest = T.NegativeInfinity, total = T.Zero;
                for (int other = 0; other < q.Rows; other++)
                {
                    T dot = T.Zero;
                    for (int j = head; j < head + width; j++)
                    {
                        dot += q[row, j] * k[other, j];
                    }

                    weights[other] = dot / T.Sqrt(T.CreateChecked(width));
                    largest = T.Max(largest, weights[other]);
                }

                for (int other = 0; other < q.Rows; other++)
                {
                    weights[other] = T.Exp(weights[other] - largest);
                    total += weights[other];
                }

                for (int j = head; j < head + width; j++)
                {
                    for (int other = 0; other < q.Rows; other++)
                    {
                        y[row, j] += weights[other] / total * v[other, j];
                    }
                }
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Pool"/>: each group's mean in the left half of its row, its maximum in the right.</summary>
    public static Matrix<T> Pool(Matrix<T> x, GroupRelation relation)
    {
        var y = new Matrix<T>(relation.GroupCount, 2 * x.Columns);
        for (int group = 0; group < y.Rows; group++)
        {
            ReadOnlySpan<int> members = relation.MembersOf(group);
            for (int j = 0; j < x.Columns; j++)
            {
                T sum = T.Zero;
                foreach (int cell in members)
                {
                    sum += x[cell, j];
                }

                y[group, j] = sum / T.CreateChecked(members.Length);
            }

            CommonOperations<T>.Largest(x, members, y.Row(group)[x.Columns..]);
        }

        return y;
    }

    /// <summary><see cref="Operation.Spread"/>: for each cell the sum over its groups; zeros for a cell in none.</summary>
    public static Matrix<T> Spread(Matrix<T> x, GroupRelation relation)
    {
        var y = new Matrix<T>(relation.Cells, x.Columns);
        for (int cell = 0; cell < y.Rows; cell++)
        {
            foreach (int group in relation.GroupsOf(cell))
            {
                for (int j = 0; j < x.Columns; j++)
                {
                    y[cell, j] += x[group, j];
                }
            }
        }

        return y;
    }

    private static Matrix<T> Zip(Matrix<T> left, Matrix<T> right, Func<T, T, T> function) =>
        new(left.Rows, left.Columns, left.Values.Zip(right.Values, function).ToArray());
}
