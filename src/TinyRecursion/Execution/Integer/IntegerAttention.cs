namespace TinyRecursion.Execution.Integer;

/// <summary>Rotary positions and attention as <see cref="IntegerOperations"/> has them, without allocation.</summary>
internal static unsafe class IntegerAttention
{
    /// <summary>Entries of the memory that <see cref="Run"/> and <see cref="WitnessedAttention"/> need.</summary>
    public static long ScratchSize(int rows, int width) => (2L * Padding.Size(rows, width)) + (2L * Padding.RowTile * Padding.Stride(rows));

    /// <summary>Cosines and sines of all rows, in turn.</summary>
    /// <param name="before">Those of fewer or more rows, or null.</param>
    /// <param name="rows">Rows needed.</param>
    /// <param name="width">Width of a head.</param>
    /// <param name="theta">Base of the wavelengths.</param>
    public static short[] Turns(short[]? before, int rows, int width, float theta)
    {
        int half = width / 2;
        if (before is not null && before.Length >= 2 * rows * half)
        {
            return before;
        }

        var turns = new short[2 * rows * half];
        for (int row = 0, at = 0; row < rows; row++)
        {
            for (int i = 0; i < half; i++, at += 2)
            {
                (turns[at], turns[at + 1]) = IntegerTables.Turn(row, i, width, theta);
            }
        }

        return turns;
    }

    /// <summary><see cref="IntegerOperations.Rotary"/>.</summary>
    public static void Rotate(short* y, short* x, short[] turns, int rows, int width, int heads)
    {
        int stride = Padding.Stride(width), head = width / heads, half = head / 2;
        for (int row = 0; row < rows; row++, x += stride, y += stride)
        {
            new Span<short>(y + width, stride - width).Clear();
            for (int at = 0; at < width; at += head)
            {
                for (int i = 0; i < half; i++)
                {
                    int turn = 2 * ((row * half) + i);
                    long cosine = turns[turn], sine = turns[turn + 1], a = x[at + i], b = x[at + i + half];
                    y[at + i] = Turned((a * cosine) - (b * sine));
                    y[at + i + half] = Turned((b * cosine) + (a * sine));
                }
            }
        }
    }

    /// <summary><see cref="IntegerOperations.Attention"/>.</summary>
    public static void Run(short* y, short* q, short* k, short* v, int rows, int width, int heads, IntegerScores scores, short* scratch)
    {
        int stride = Padding.Stride(width), head = width / heads;
        short* queries = scratch, keys = queries + Padding.Size(rows, width);
        var weights = new Span<int>(keys + Padding.Size(rows, width), rows);
        NarrowAll(queries, q, rows * stride, scores.NarrowQuery);
        NarrowAll(keys, k, rows * stride, scores.NarrowKey);
        for (int row = 0; row < rows; row++, y += stride, queries += stride)
        {
            new Span<short>(y + width, stride - width).Clear();
            for (int at = 0; at < width; at += head)
            {
                int largest = int.MinValue;
                for (int other = 0; other < rows; other++)
                {
                    int dot = 0;
                    short* key = keys + ((long)other * stride);
                    for (int j = at; j < at + head; j++)
                    {
                        dot += queries[j] * key[j];
                    }

                    weights[other] = Score(dot, scores);
                    largest = Math.Max(largest, weights[other]);
                }

                Normalise(weights, largest);
                for (int j = at; j < at + head; j++)
                {
                    long sum = 0;
                    for (int other = 0; other < rows; other++)
                    {
                        sum += (long)weights[other] * v[((long)other * stride) + j];
                    }

                    y[j] = Mean(sum);
                }
            }
        }
    }

    /// <summary>A score, in units of 1/256, of the product of a query and a key.</summary>
    public static int Score(int dot, IntegerScores scores) => IntegerArithmetic.Multiply(
        IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(dot, scores.Shift)), scores.Multiplier);

    /// <summary>What the sum of values by weights in units of 1/32768 stands for.</summary>
    public static short Mean(long sum) => IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(sum, IntegerArithmetic.MultiplierBits));

    /// <summary>Entries of 8 bits.</summary>
    public static void NarrowAll(short* y, short* x, int count, short by)
    {
        for (int i = 0; i < count; i++)
        {
            y[i] = IntegerArithmetic.Saturate8(IntegerArithmetic.Multiply(x[i], by));
        }
    }

    /// <summary>Scores to weights that come to one, in units of 1/32768.</summary>
    public static void Normalise(Span<int> weights, int largest)
    {
        long total = 0;
        foreach (ref int weight in weights)
        {
            weight = IntegerTables.Exp(largest - weight);
            total += weight;
        }

        foreach (ref int weight in weights)
        {
            weight = (int)((((long)weight << IntegerArithmetic.MultiplierBits) + (total / 2)) / total);
        }
    }

    private static short Turned(long product) => IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(product, IntegerTables.CosineBits));
}
