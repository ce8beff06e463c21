using TinyRecursion.Problems;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// What operations mean in integers, one method each, in the plainest possible code (docs/integer-semantics.md);
/// <see cref="CommonOperations{T}"/> has those that only move or compare entries. Every other integer execution gives the same bytes.
/// </summary>
/// <remarks>Pure functions, safe on any number of threads. What an exponent is: an entry q of a value with exponent e stands for <c>q · 2^-e</c>.</remarks>
internal static class IntegerOperations
{
    /// <summary><see cref="Operations.Operation.Linear"/>, see <see cref="IntegerLinear"/>.</summary>
    public static Matrix<short> Linear(Matrix<short> x, IntegerLinear map)
    {
        var y = new Matrix<short>(x.Rows, map.Columns);
        for (int i = 0; i < x.Rows; i++)
        {
            for (int j = 0; j < map.Columns; j++)
            {
                int sum = 0;
                for (int k = 0; k < map.Rows; k++)
                {
                    sum += x[i, k] * map.Weights[(k * map.Columns) + j];
                }

                short shifted = IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(sum, map.Shifts[j]));
                y[i, j] = IntegerArithmetic.Saturate16(IntegerArithmetic.Multiply(shifted, map.Multipliers[j]) + map.Biases[j]);
            }
        }

        return y;
    }

    /// <summary><see cref="Operations.Operation.RmsNorm"/>, see <see cref="IntegerNorm"/>.</summary>
    public static Matrix<short> RmsNorm(Matrix<short> x, IntegerNorm norm)
    {
        var y = new Matrix<short>(x.Rows, x.Columns);
        for (int i = 0; i < x.Rows; i++)
        {
            long squares = 0;
            foreach (short entry in x.Row(i))
            {
                squares += entry * entry;
            }

            (short multiplier, int shift) = norm.For(squares);
            for (int j = 0; j < x.Columns; j++)
            {
                y[i, j] = IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(x[i, j] * multiplier, shift));
            }
        }

        return y;
    }

    /// <summary><see cref="Operations.Operation.Silu"/>: the entry times its sigmoid, which lies between two of a table; same exponent.</summary>
    /// <param name="x">The value.</param>
    /// <param name="exponent">Its exponent, from 0.</param>
    public static Matrix<short> Silu(Matrix<short> x, int exponent) => CommonOperations<short>.Map(x, entry =>
    {
        // The size in units of 2^-12, cut to just below 8.
        int size = Math.Min(Math.Abs((int)entry), short.MaxValue), bits = IntegerTables.SigmoidFraction - exponent;
        size = bits < 0 ? size >> -bits : Math.Min(size, short.MaxValue >> bits) << bits;
        int at = size >> IntegerTables.SigmoidStep, part = size & ((1 << IntegerTables.SigmoidStep) - 1);
        ReadOnlySpan<short> table = IntegerTables.Sigmoid;
        int sigmoid = table[at] + (int)IntegerArithmetic.Shift((table[at + 1] - table[at]) * part, IntegerTables.SigmoidStep);
        return IntegerArithmetic.Multiply(entry, (short)(entry >= 0 ? sigmoid : (1 << IntegerArithmetic.MultiplierBits) - sigmoid));
    });

    /// <summary><see cref="Operations.Operation.Add"/>: the sum, cut to 16 bits after each term; same exponent.</summary>
    /// <param name="inputs">The values, in the order in which their nodes stand in the graph.</param>
    public static Matrix<short> Add(IReadOnlyList<Matrix<short>> inputs)
    {
        var y = new Matrix<short>(inputs[0].Rows, inputs[0].Columns);
        for (int i = 0; i < y.Values.Length; i++)
        {
            foreach (Matrix<short> input in inputs)
            {
                y.Values[i] = IntegerArithmetic.Saturate16(y.Values[i] + input.Values[i]);
            }
        }

        return y;
    }

    /// <summary><see cref="Operations.Operation.Multiply"/>: the product, shifted.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another of the same shape.</param>
    /// <param name="shift">The sum of their exponents less that of the result.</param>
    public static Matrix<short> Multiply(Matrix<short> left, Matrix<short> right, int shift) => new(
        left.Rows, left.Columns,
        [.. left.Values.Zip(right.Values, (a, b) => IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(a * b, shift)))]);

    /// <summary><see cref="Operations.Operation.Scale"/>: times a factor.</summary>
    public static Matrix<short> Scale(Matrix<short> x, IntegerFactor by) =>
        CommonOperations<short>.Map(x, entry => IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(entry * by.Factor, by.Shift)));

    /// <summary><see cref="Operations.Operation.Rotary"/>; same exponent.</summary>
    public static Matrix<short> Rotary(Matrix<short> x, int heads, float theta)
    {
        var y = new Matrix<short>(x.Rows, x.Columns);
        int width = x.Columns / heads, half = width / 2;
        for (int row = 0; row < x.Rows; row++)
        {
            for (int at = 0; at < x.Columns; at++)
            {
                (short cosine, short sine) = IntegerTables.Turn(row, at % width % half, width, theta);
                long turned = at % width < half
                    ? ((long)x[row, at] * cosine) - (x[row, at + half] * sine)
                    : ((long)x[row, at] * cosine) + (x[row, at - half] * sine);
                y[row, at] = IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(turned, IntegerTables.CosineBits));
            }
        }

        return y;
    }

    /// <summary><see cref="Operations.Operation.Attention"/>: exponent of the result is that of the values.</summary>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="scores">How products of queries and keys become differences of scores in units of 1/256.</param>
    public static Matrix<short> Attention(Matrix<short> q, Matrix<short> k, Matrix<short> v, int heads, IntegerScores scores)
    {
        var y = new Matrix<short>(q.Rows, q.Columns);
        int width = q.Columns / heads;
        var weights = new int[q.Rows];
        for (int row = 0; row < q.Rows; row++)
        {
            for (int head = 0; head < q.Columns; head += width)
            {
                for (int other = 0; other < q.Rows; other++)
                {
                    int dot = 0;
                    for (int j = head; j < head + width; j++)
                    {
                        dot += IntegerArithmetic.Saturate8(IntegerArithmetic.Multiply(q[row, j], scores.NarrowQuery))
                            * IntegerArithmetic.Saturate8(IntegerArithmetic.Multiply(k[other, j], scores.NarrowKey));
                    }

                    weights[other] = IntegerArithmetic.Multiply(
                        IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(dot, scores.Shift)), scores.Multiplier);
                }

                int largest = weights.Max();
                long total = 0;
                for (int other = 0; other < weights.Length; other++)
                {
                    weights[other] = IntegerTables.Exp(largest - weights[other]);
                    total += weights[other];
                }

                for (int other = 0; other < weights.Length; other++)
                {
                    weights[other] = (int)((((long)weights[other] << IntegerArithmetic.MultiplierBits) + (total / 2)) / total);
                }

                for (int j = head; j < head + width; j++)
                {
                    long sum = 0;
                    for (int other = 0; other < weights.Length; other++)
                    {
                        sum += (long)weights[other] * v[other, j];
                    }

                    y[row, j] = IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(sum, IntegerArithmetic.MultiplierBits));
                }
            }
        }

        return y;
    }

    /// <summary><see cref="Operations.Operation.Pool"/>: means, see <see cref="MeanOf"/>, and maxima; same exponent.</summary>
    public static Matrix<short> Pool(Matrix<short> x, GroupRelation relation)
    {
        var y = new Matrix<short>(relation.GroupCount, 2 * x.Columns);
        for (int group = 0; group < y.Rows; group++)
        {
            ReadOnlySpan<int> members = relation.MembersOf(group);
            (int shift, int multiplier) = MeanOf(members.Length);
            for (int j = 0; j < x.Columns; j++)
            {
                long sum = 0;
                foreach (int member in members)
                {
                    sum += x[member, j];
                }

                y[group, j] = IntegerArithmetic.Saturate16(
                    IntegerArithmetic.Shift(IntegerArithmetic.Shift(sum, shift) * multiplier, IntegerArithmetic.MultiplierBits));
            }

            CommonOperations<short>.Largest(x, members, y.Row(group)[x.Columns..]);
        }

        return y;
    }

    /// <summary>
    /// How a sum of some terms becomes their mean: shifted right by the whole bits of their number, then multiplied with what
    /// is left, in 1/32768. No product needs more than 32 bits.
    /// </summary>
    /// <param name="count">The number of terms, at least one.</param>
    public static (int Shift, int Multiplier) MeanOf(int count)
    {
        int shift = System.Numerics.BitOperations.Log2((uint)count);
        return (shift, (int)(((1L << (IntegerArithmetic.MultiplierBits + shift)) + (count / 2)) / count));
    }

    /// <summary><see cref="Operations.Operation.Spread"/>: sums, cut to 16 bits after each term; same exponent.</summary>
    public static Matrix<short> Spread(Matrix<short> x, GroupRelation relation)
    {
        var y = new Matrix<short>(relation.Cells, x.Columns);
        for (int cell = 0; cell < y.Rows; cell++)
        {
            foreach (int group in relation.GroupsOf(cell))
            {
                for (int j = 0; j < y.Columns; j++)
                {
                    y[cell, j] = IntegerArithmetic.Saturate16(y[cell, j] + x[group, j]);
                }
            }
        }

        return y;
    }
}
