using TinyRecursion.Problems;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// What every operation means in integers, one method each, in the plainest possible code (docs/integer-semantics.md). Every
/// other integer execution gives the same bytes.
/// </summary>
/// <remarks>Pure functions, safe on any number of threads. What an exponent is: an entry q of a value with exponent e stands for <c>q · 2^-e</c>.</remarks>
internal static class IntegerOperations
{
    /// <summary><see cref="Operations.Operation.Embed"/>: row <c>min(feature, rows - 1)</c> of the table for each cell.</summary>
    public static IntegerMatrix Embed(Problem problem, int column, IntegerMatrix table)
    {
        var y = new IntegerMatrix(problem.Cells, table.Columns);
        for (int cell = 0; cell < y.Rows; cell++)
        {
            table.Row(Math.Min(problem.Features[(cell * problem.FeatureColumns) + column], table.Rows - 1)).CopyTo(y.Row(cell));
        }

        return y;
    }

    /// <summary><see cref="Operations.Operation.EmbedSlot"/>: for feature f &gt; 0 the (f - 1)th part of the table, row after row.</summary>
    public static IntegerMatrix EmbedSlot(Problem problem, int column, IntegerMatrix table, int width)
    {
        var y = new IntegerMatrix(problem.Cells, width);
        int chunks = (table.Columns + width - 1) / width;
        for (int cell = 0; cell < y.Rows; cell++)
        {
            int part = Math.Min(problem.Features[(cell * problem.FeatureColumns) + column], table.Rows * chunks) - 1;
            if (part >= 0)
            {
                int at = part % chunks * width;
                table.Row(part / chunks).Slice(at, Math.Min(width, table.Columns - at)).CopyTo(y.Row(cell));
            }
        }

        return y;
    }

    /// <summary><see cref="Operations.Operation.Linear"/>, see <see cref="IntegerLinear"/>.</summary>
    public static IntegerMatrix Linear(IntegerMatrix x, IntegerLinear map)
    {
        var y = new IntegerMatrix(x.Rows, map.Columns);
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
    public static IntegerMatrix RmsNorm(IntegerMatrix x, IntegerNorm norm)
    {
        var y = new IntegerMatrix(x.Rows, x.Columns);
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

    /// <summary><see cref="Operations.Operation.Relu"/>: <c>max(x, 0)</c>; same exponent.</summary>
    public static IntegerMatrix Relu(IntegerMatrix x) => Map(x, entry => Math.Max(entry, (short)0));

    /// <summary><see cref="Operations.Operation.Silu"/>: the entry times its sigmoid, which lies between two of a table; same exponent.</summary>
    /// <param name="x">The value.</param>
    /// <param name="exponent">Its exponent, from 0.</param>
    public static IntegerMatrix Silu(IntegerMatrix x, int exponent) => Map(x, entry =>
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
    public static IntegerMatrix Add(IReadOnlyList<IntegerMatrix> inputs)
    {
        var y = new IntegerMatrix(inputs[0].Rows, inputs[0].Columns);
        for (int i = 0; i < y.Values.Length; i++)
        {
            foreach (IntegerMatrix input in inputs)
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
    public static IntegerMatrix Multiply(IntegerMatrix left, IntegerMatrix right, int shift) => new(
        left.Rows, left.Columns,
        [.. left.Values.Zip(right.Values, (a, b) => IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(a * b, shift)))]);

    /// <summary><see cref="Operations.Operation.Scale"/>: times a factor.</summary>
    public static IntegerMatrix Scale(IntegerMatrix x, IntegerFactor by) =>
        Map(x, entry => IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(entry * by.Factor, by.Shift)));

    /// <summary><see cref="Operations.Operation.Rotary"/>; same exponent.</summary>
    public static IntegerMatrix Rotary(IntegerMatrix x, int heads, float theta)
    {
        var y = new IntegerMatrix(x.Rows, x.Columns);
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
    public static IntegerMatrix Attention(IntegerMatrix q, IntegerMatrix k, IntegerMatrix v, int heads, IntegerScores scores)
    {
        var y = new IntegerMatrix(q.Rows, q.Columns);
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

    /// <summary><see cref="Operations.Operation.Transpose"/>: <c>y[j, i] = x[i, j]</c>; same exponent.</summary>
    public static IntegerMatrix Transpose(IntegerMatrix x)
    {
        var y = new IntegerMatrix(x.Columns, x.Rows);
        for (int i = 0; i < x.Rows; i++)
        {
            for (int j = 0; j < x.Columns; j++)
            {
                y[j, i] = x[i, j];
            }
        }

        return y;
    }

    /// <summary><see cref="Operations.Operation.Snap"/>: <c>2^exponent</c> at the largest entry of each block if that is above zero, the first of equals.</summary>
    public static IntegerMatrix Snap(IntegerMatrix x, int width, int exponent)
    {
        var y = new IntegerMatrix(x.Rows, x.Columns);
        for (int block = 0; block < x.Values.Length; block += width)
        {
            int winner = -1;
            short largest = 0;
            for (int j = block; j < block + width; j++)
            {
                if (x.Values[j] > largest)
                {
                    (largest, winner) = (x.Values[j], j);
                }
            }

            if (winner >= 0)
            {
                y.Values[winner] = (short)(1 << exponent);
            }
        }

        return y;
    }

    /// <summary><see cref="Operations.Operation.Pool"/>: means, see <see cref="MeanOf"/>, and maxima; same exponent.</summary>
    public static IntegerMatrix Pool(IntegerMatrix x, GroupRelation relation)
    {
        var y = new IntegerMatrix(relation.GroupCount, 2 * x.Columns);
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

            Largest(x, members, y.Row(group)[x.Columns..]);
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

    /// <summary><see cref="Operations.Operation.Maximum"/>: maxima; same exponent.</summary>
    public static IntegerMatrix Maximum(IntegerMatrix x, GroupRelation relation)
    {
        var y = new IntegerMatrix(relation.GroupCount, x.Columns);
        for (int group = 0; group < y.Rows; group++)
        {
            Largest(x, relation.MembersOf(group), y.Row(group));
        }

        return y;
    }

    /// <summary><see cref="Operations.Operation.Spread"/>: sums, cut to 16 bits after each term; same exponent.</summary>
    public static IntegerMatrix Spread(IntegerMatrix x, GroupRelation relation)
    {
        var y = new IntegerMatrix(relation.Cells, x.Columns);
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

    /// <summary><see cref="Operations.Operation.Gather"/>: each cell's neighbours side by side, zeros where there is none; same exponent.</summary>
    public static IntegerMatrix Gather(IntegerMatrix x, NeighbourRelation relation)
    {
        var y = new IntegerMatrix(relation.Cells, relation.Degree * x.Columns);
        for (int cell = 0; cell < y.Rows; cell++)
        {
            for (int slot = 0; slot < relation.Degree; slot++)
            {
                int neighbour = relation.NeighboursOf(cell)[slot];
                if (neighbour != NeighbourRelation.None)
                {
                    x.Row(neighbour).CopyTo(y.Row(cell)[(slot * x.Columns)..]);
                }
            }
        }

        return y;
    }

    private static void Largest(IntegerMatrix x, ReadOnlySpan<int> rows, Span<short> largest)
    {
        largest.Fill(short.MinValue);
        foreach (int row in rows)
        {
            Span<short> entries = x.Row(row);
            for (int j = 0; j < largest.Length; j++)
            {
                largest[j] = Math.Max(largest[j], entries[j]);
            }
        }
    }

    private static IntegerMatrix Map(IntegerMatrix x, Func<short, short> function) => new(x.Rows, x.Columns, Array.ConvertAll(x.Values, function.Invoke));
}
