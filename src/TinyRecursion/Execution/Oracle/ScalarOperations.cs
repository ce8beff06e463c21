using System.Numerics;
using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Execution.Oracle;

/// <summary>
/// What every <see cref="Operation"/> means, one method each, in the plainest possible code: no padding, no reuse of
/// memory, no vectors. Everything faster is tested against these loops.
/// </summary>
/// <remarks>
/// Pure functions, safe on any number of threads. Sums run in rising order of the index that is summed over.
/// <see cref="Silu"/>, <see cref="Attention"/> and <see cref="Rotary"/> call the platform's exponential and
/// trigonometric functions, so their last digits may differ between operating systems; all else is exact IEEE 754 arithmetic. A size that does not fit is an <see cref="ArgumentException"/>.
/// </remarks>
internal static class ScalarOperations
{
    /// <summary><see cref="Operation.Embed"/>: row <c>min(feature, rows - 1)</c> of the table for each cell.</summary>
    public static OracleMatrix<T> Embed<T>(Problem problem, int column, OracleMatrix<T> table)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new OracleMatrix<T>(problem.Cells, table.Columns);
        for (int cell = 0; cell < y.Rows; cell++)
        {
            int row = Math.Min(problem.Features[(cell * problem.FeatureColumns) + column], table.Rows - 1);
            for (int j = 0; j < y.Columns; j++)
            {
                y[cell, j] = table[row, j];
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.EmbedSlot"/>: for feature f &gt; 0 the (f - 1)th part of the table, row after row.</summary>
    public static OracleMatrix<T> EmbedSlot<T>(Problem problem, int column, OracleMatrix<T> table, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new OracleMatrix<T>(problem.Cells, width);
        int chunks = (int)Math.Ceiling(table.Columns / (double)width);
        for (int cell = 0; cell < y.Rows; cell++)
        {
            int feature = problem.Features[(cell * problem.FeatureColumns) + column];
            int part = Math.Min(feature, table.Rows * chunks) - 1;
            for (int j = 0; j < width && part >= 0; j++)
            {
                int at = (part % chunks * width) + j;
                y[cell, j] = at < table.Columns ? table[part / chunks, at] : T.Zero;
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Linear"/>: <c>y = x W + b</c>.</summary>
    public static OracleMatrix<T> Linear<T>(OracleMatrix<T> x, OracleMatrix<T> weight, OracleMatrix<T>? bias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require(x.Columns == weight.Rows, $"a linear map of width {weight.Rows} on a value of width {x.Columns}");
        var y = new OracleMatrix<T>(x.Rows, weight.Columns);
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
    public static OracleMatrix<T> RmsNorm<T>(OracleMatrix<T> x, float epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new OracleMatrix<T>(x.Rows, x.Columns);
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

    /// <summary><see cref="Operation.Relu"/>: <c>max(x, 0)</c>.</summary>
    public static OracleMatrix<T> Relu<T>(OracleMatrix<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Map(x, value => T.Max(value, T.Zero));

    /// <summary><see cref="Operation.Silu"/>: <c>x · sigmoid(x)</c> with <c>sigmoid(x) = 1 / (1 + exp(-x))</c>.</summary>
    public static OracleMatrix<T> Silu<T>(OracleMatrix<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Map(x, value => value * (T.One / (T.One + T.Exp(-value))));

    /// <summary><see cref="Operation.Add"/>: the sum of the inputs, from the first to the last.</summary>
    public static OracleMatrix<T> Add<T>(IReadOnlyList<OracleMatrix<T>> inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        OracleMatrix<T> y = inputs[0];
        foreach (OracleMatrix<T> term in inputs.Skip(1))
        {
            y = Zip(y, term, (left, right) => left + right);
        }

        return y;
    }

    /// <summary><see cref="Operation.Multiply"/>: the element-wise product.</summary>
    public static OracleMatrix<T> Multiply<T>(OracleMatrix<T> left, OracleMatrix<T> right)
        where T : unmanaged, IFloatingPointIeee754<T> => Zip(left, right, (a, b) => a * b);

    /// <summary><see cref="Operation.Scale"/>: each entry times a factor.</summary>
    public static OracleMatrix<T> Scale<T>(OracleMatrix<T> x, float factor)
        where T : unmanaged, IFloatingPointIeee754<T> => Map(x, value => value * T.CreateChecked(factor));

    /// <summary><see cref="Operation.Rotary"/>: entries i and i + half of each head turned by the angle of row and i.</summary>
    public static OracleMatrix<T> Rotary<T>(OracleMatrix<T> x, int heads, float theta)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new OracleMatrix<T>(x.Rows, x.Columns);
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
    public static OracleMatrix<T> Attention<T>(OracleMatrix<T> q, OracleMatrix<T> k, OracleMatrix<T> v, int heads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new OracleMatrix<T>(q.Rows, q.Columns);
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

    /// <summary><see cref="Operation.Transpose"/>: <c>y[j, i] = x[i, j]</c>.</summary>
    public static OracleMatrix<T> Transpose<T>(OracleMatrix<T> x, Problem problem, int cells)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require(problem.Cells == cells, $"{problem.Cells} cells, the rule mixes exactly {cells}");
        var y = new OracleMatrix<T>(x.Columns, x.Rows);
        for (int i = 0; i < x.Rows; i++)
        {
            for (int j = 0; j < x.Columns; j++)
            {
                y[j, i] = x[i, j];
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Snap"/>: one at the largest entry of each block if that is above zero, the first of equals.</summary>
    public static OracleMatrix<T> Snap<T>(OracleMatrix<T> x, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new OracleMatrix<T>(x.Rows, x.Columns);
        for (int i = 0; i < x.Rows; i++)
        {
            for (int block = 0; block < x.Columns; block += width)
            {
                T largest = T.Zero;
                int winner = -1;
                for (int j = block; j < block + width; j++)
                {
                    if (x[i, j] > largest)
                    {
                        (largest, winner) = (x[i, j], j);
                    }
                }

                if (winner >= 0)
                {
                    y[i, winner] = T.One;
                }
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Pool"/>: each group's mean in the left half of its row, its maximum in the right.</summary>
    public static OracleMatrix<T> Pool<T>(OracleMatrix<T> x, GroupRelation relation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new OracleMatrix<T>(relation.GroupCount, 2 * x.Columns);
        for (int group = 0; group < y.Rows; group++)
        {
            ReadOnlySpan<int> members = relation.MembersOf(group);
            for (int j = 0; j < x.Columns; j++)
            {
                T sum = T.Zero;
                T largest = T.NegativeInfinity;
                foreach (int cell in members)
                {
                    sum += x[cell, j];
                    largest = T.Max(largest, x[cell, j]);
                }

                y[group, j] = sum / T.CreateChecked(members.Length);
                y[group, x.Columns + j] = largest;
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Maximum"/>: each group's maximum.</summary>
    public static OracleMatrix<T> Maximum<T>(OracleMatrix<T> x, GroupRelation relation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new OracleMatrix<T>(relation.GroupCount, x.Columns);
        for (int group = 0; group < y.Rows; group++)
        {
            for (int j = 0; j < x.Columns; j++)
            {
                T largest = T.NegativeInfinity;
                foreach (int cell in relation.MembersOf(group))
                {
                    largest = T.Max(largest, x[cell, j]);
                }

                y[group, j] = largest;
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Spread"/>: for each cell the sum over its groups; zeros for a cell in none.</summary>
    public static OracleMatrix<T> Spread<T>(OracleMatrix<T> x, GroupRelation relation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new OracleMatrix<T>(relation.Cells, x.Columns);
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

    /// <summary><see cref="Operation.Gather"/>: each cell's neighbours side by side; zeros where there is none.</summary>
    public static OracleMatrix<T> Gather<T>(OracleMatrix<T> x, NeighbourRelation relation, int degree)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require(relation.Degree == degree, $"{relation.Degree} neighbours a cell, the rule needs {degree}");
        var y = new OracleMatrix<T>(relation.Cells, degree * x.Columns);
        for (int cell = 0; cell < y.Rows; cell++)
        {
            for (int slot = 0; slot < degree; slot++)
            {
                int neighbour = relation.NeighboursOf(cell)[slot];
                for (int j = 0; j < x.Columns && neighbour != NeighbourRelation.None; j++)
                {
                    y[cell, (slot * x.Columns) + j] = x[neighbour, j];
                }
            }
        }

        return y;
    }

    private static OracleMatrix<T> Map<T>(OracleMatrix<T> x, Func<T, T> function)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(x.Rows, x.Columns, x.Values.Select(function).ToArray());

    private static OracleMatrix<T> Zip<T>(OracleMatrix<T> left, OracleMatrix<T> right, Func<T, T, T> function)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require(left.Rows == right.Rows && left.Columns == right.Columns, "two values of different shapes");
        return new(left.Rows, left.Columns, left.Values.Zip(right.Values, function).ToArray());
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException($"Scalar oracle: {message}.");
        }
    }
}
