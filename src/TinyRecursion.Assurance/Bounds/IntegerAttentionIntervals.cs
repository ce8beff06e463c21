using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Intervals through <see cref="Operation.Attention"/> in integers: bounds of the scores give bounds of each weight, since roundings and, but for
/// a unit, tables keep the order, and a row's result is a mean of the values with such weights.
/// </summary>
internal static class IntegerAttentionIntervals
{
    /// <summary>Bounds of each row.</summary>
    public static Box<short> Run(Box<short> q, Box<short> k, Box<short> v, int heads, IntegerScores scores)
    {
        Box<short> queries = Narrow(q, scores.NarrowQuery), keys = Narrow(k, scores.NarrowKey);
        int rows = q.Rows, width = q.Columns / heads;
        var y = new Box<short>(new Matrix<short>(rows, q.Columns), new Matrix<short>(rows, q.Columns));
        var weights = new (int Low, int High)[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int head = 0; head < q.Columns; head += width)
            {
                for (int other = 0; other < rows; other++)
                {
                    (long low, long high) = (0, 0);
                    for (int j = head; j < head + width; j++)
                    {
                        (long least, long most) = IntegerIntervals.Product(queries.Low[row, j], queries.High[row, j], keys.Low[other, j], keys.High[other, j]);
                        (low, high) = (low + least, high + most);
                    }

                    weights[other] = (Score(low, scores), Score(high, scores));
                }

                Exponentials(weights);
                Shares(weights);
                for (int j = head; j < head + width; j++)
                {
                    (y.Low[row, j], y.High[row, j]) = (Mean(v.Low, j, weights, greatest: false), Mean(v.High, j, weights, greatest: true));
                }
            }
        }

        return y;
    }

    private static Box<short> Narrow(Box<short> x, short multiplier) => x.Map(ends => CommonOperations<short>.Map(
        ends, entry => IntegerArithmetic.Saturate8(IntegerArithmetic.Multiply(entry, multiplier))));

    private static int Score(long dot, IntegerScores scores) =>
        IntegerArithmetic.Multiply(IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(dot, scores.Shift)), scores.Multiplier);

    /// <summary>Scores become exponentials of their distance from the largest one.</summary>
    private static void Exponentials((int Low, int High)[] weights)
    {
        (int Low, int High)[] scores = [.. weights];
        for (int j = 0; j < scores.Length; j++)
        {
            int low = int.MinValue, high = int.MinValue;
            for (int other = 0; other < scores.Length; other++)
            {
                if (other != j)
                {
                    (low, high) = (Math.Max(low, scores[other].Low), Math.Max(high, scores[other].High));
                }
            }

            weights[j] = ExponentialEnvelope.Range(Math.Max(low, scores[j].High) - scores[j].High, Math.Max(high, scores[j].Low) - scores[j].Low);
        }
    }

    /// <summary>Exponentials become shares of their sum, in units of 1/32768.</summary>
    private static void Shares((int Low, int High)[] weights)
    {
        (int Low, int High)[] exponentials = [.. weights];
        long low = exponentials.Sum(one => (long)one.Low), high = exponentials.Sum(one => (long)one.High);
        for (int j = 0; j < exponentials.Length; j++)
        {
            (int least, int most) = exponentials[j];
            // The largest score is among them.
            weights[j] = (Share(least, least + high - most), Share(most, Math.Max(most + low - least, IntegerTables.Exp(0))));
        }

        static int Share(long part, long total) => (int)(((part << IntegerArithmetic.MultiplierBits) + (total / 2)) / total);
    }

    private static short Mean(Matrix<short> values, int column, ReadOnlySpan<(int Low, int High)> weights, bool greatest)
    {
        var terms = new (double Value, double Low, double High)[weights.Length];
        for (int other = 0; other < terms.Length; other++)
        {
            terms[other] = (values[other, column], weights[other].Low, weights[other].High);
        }

        // Shares are rounded, each by a half at most. All numbers are whole and far below 2^53.
        int one = 1 << IntegerArithmetic.MultiplierBits, room = (weights.Length + 1) / 2;
        double sum = CommonIntervals<short>.Weighted(terms, (one - room, one + room), greatest);
        return IntegerArithmetic.Saturate16(IntegerArithmetic.Shift((long)sum, IntegerArithmetic.MultiplierBits));
    }
}
