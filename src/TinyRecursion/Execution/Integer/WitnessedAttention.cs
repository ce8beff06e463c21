namespace TinyRecursion.Execution.Integer;

/// <summary>
/// <see cref="IntegerAttention.Run"/> with the sums of both products asked of a witness, head by head and a tile of rows at a time: their
/// scores, then what they mix.
/// </summary>
internal static unsafe class WitnessedAttention
{
    /// <summary>The most rows whose sums fit 32 bits: weights come to 32768 and half a unit for each row, values are 32768 at most.</summary>
    public const int MostRows = 1 << 15;

    /// <summary>Attention of a node; parameters as for <see cref="IntegerAttention.Run"/>.</summary>
    public static void Run(
        ProductWitness witness, int node, short* y, short* q, short* k, short* v, int rows, int width, int heads, IntegerScores scores, short* scratch)
    {
        int stride = Padding.Stride(width), wide = width / heads, padded = Padding.Stride(rows);
        short* queries = scratch, keys = queries + Padding.Size(rows, width);
        var room = (int*)(keys + Padding.Size(rows, width));
        IntegerAttention.NarrowAll(queries, q, rows * stride, scores.NarrowQuery);
        IntegerAttention.NarrowAll(keys, k, rows * stride, scores.NarrowKey);
        new Span<int>(room, Padding.RowTile * padded).Clear();
        for (int row = 0; row < rows; row++)
        {
            new Span<short>(y + ((long)row * stride) + width, stride - width).Clear();
        }

        for (int number = 0; number < heads; number++)
        {
            int at = number * wide;
            var head = new AttentionHead(number, rows, wide, keys + at, v + at, stride);
            witness.BeginHead(node, head);
            for (int row = 0; row < rows; row += Padding.RowTile)
            {
                int count = Math.Min(Padding.RowTile, rows - row);
                int* dots = witness.Scores(head, queries + ((long)row * stride) + at, count);
                for (int i = 0; i < count; i++)
                {
                    Weigh(room + ((long)i * padded), dots + ((long)i * padded), rows, scores);
                }

                int* mixed = witness.Mixture(head, room, count);
                short* entries = y + ((long)row * stride) + at;
                for (int i = 0; i < count; i++, entries += stride, mixed += Padding.Stride(wide))
                {
                    for (int j = 0; j < wide; j++)
                    {
                        entries[j] = IntegerAttention.Mean(mixed[j]);
                    }
                }
            }
        }
    }

    /// <summary>The products of a query with all keys, by the plainest loop.</summary>
    public static void Scores(int* sums, in AttentionHead head, short* query)
    {
        short* key = head.Keys;
        for (int other = 0; other < head.Rows; other++, key += head.Stride)
        {
            int dot = 0;
            for (int j = 0; j < head.Width; j++)
            {
                dot += query[j] * key[j];
            }

            sums[other] = dot;
        }
    }

    /// <summary>The sums of all values by their weights.</summary>
    public static void Mixture(int* sums, in AttentionHead head, int* weights)
    {
        new Span<int>(sums, head.Width).Clear();
        short* value = head.Values;
        for (int other = 0; other < head.Rows; other++, value += head.Stride)
        {
            for (int j = 0; j < head.Width; j++)
            {
                sums[j] += weights[other] * value[j];
            }
        }
    }

    private static void Weigh(int* weights, int* dots, int rows, IntegerScores scores)
    {
        int largest = int.MinValue;
        for (int other = 0; other < rows; other++)
        {
            weights[other] = IntegerAttention.Score(dots[other], scores);
            largest = Math.Max(largest, weights[other]);
        }

        IntegerAttention.Normalise(new Span<int>(weights, rows), largest);
    }
}
