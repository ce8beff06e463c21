using TinyRecursion.Execution;
using TinyRecursion.Operations;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Intervals through <see cref="Operation.Attention"/> in 32-bit floating point: bounds of the scores give bounds of each weight of softmax, and a row's result
/// is a mean of the values with such weights.
/// </summary>
internal static class FloatAttention
{
    /// <summary>The sizes of scores up to which the rounding of the largest one, which all others are taken from, cannot show.</summary>
    private const double LargestScore = 1 << 20;

    /// <summary>Bounds of what the kernel computes.</summary>
    /// <param name="q">Queries, rows × (heads · head width).</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="heads">Number of heads.</param>
    public static Box<double> Run(Box<double> q, Box<double> k, Box<double> v, int heads)
    {
        int rows = q.Rows, width = q.Columns / heads;
        var y = new Box<double>(new Matrix<double>(rows, q.Columns), new Matrix<double>(rows, q.Columns));
        Span<(double Low, double High)> weights = new (double, double)[rows];
        var terms = new (double Value, double Low, double High)[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int head = 0; head < q.Columns; head += width)
            {
                double slack = Weights(weights, q, k, row, head, width);
                for (int j = head; j < head + width; j++)
                {
                    (y.Low[row, j], y.High[row, j]) = double.IsFinite(slack)
                        ? Mean(v, j, weights, slack, terms)
                        : (double.NegativeInfinity, double.PositiveInfinity);
                }
            }
        }

        return y;
    }

    /// <summary>Bounds of the weights of a row.</summary>
    /// <returns>How far, relatively, the sum of the weights may be from one; infinite where the weights have no bound.</returns>
    private static double Weights(Span<(double Low, double High)> weights, Box<double> q, Box<double> k, int row, int head, int width)
    {
        float scale = 1f / MathF.Sqrt(width);
        double largest = 0;
        for (int other = 0; other < weights.Length; other++)
        {
            double low = 0, high = 0, size = 0;
            for (int j = head; j < head + width; j++)
            {
                (double least, double most) = FloatIntervals.Product(q.Low[row, j], q.High[row, j], k.Low[other, j], k.High[other, j]);
                (low, high, size) = (low + least, high + most, size + Math.Max(Math.Abs(least), Math.Abs(most)));
            }

            double error = FloatRounding.OfSum(width + 1, size);
            weights[other] = ((low - error) * scale, (high + error) * scale);
            largest = Math.Max(largest, (size + error) * scale);
            if (double.IsNaN(size))
            {
                return double.PositiveInfinity;
            }
        }

        if (!(largest <= LargestScore))
        {
            return double.PositiveInfinity;
        }

        // The argument of an exponential is rounded once from at most 2·largest, and cut at the least one; then come the exponential, a sum, one over it, a product.
        double argument = FloatRounding.Gamma(1) * Math.Min(2 * largest, 1 - FloatRounding.LeastExponent);
        double relative = (2.01 * (FloatRounding.Exponential + argument)) + FloatRounding.Gamma(weights.Length + 4);
        Shares(weights, relative);
        return relative + (weights.Length * FloatRounding.LeastExponential);
    }

    private static void Shares(Span<(double Low, double High)> weights, double relative)
    {
        (double Low, double High)[] scores = weights.ToArray();
        for (int j = 0; j < scores.Length; j++)
        {
            double most = 1, least = 1;
            for (int other = 0; other < scores.Length; other++)
            {
                if (other != j)
                {
                    most += Math.Exp(scores[other].Low - scores[j].High);
                    least += Math.Exp(scores[other].High - scores[j].Low);
                }
            }

            // Arguments below the least make what it makes.
            double cut = scores.Length * FloatRounding.LeastExponential;
            weights[j] = (Math.Max(0, ((1 - relative) / least) - cut), Math.Min(1 + relative, ((1 + relative) / most) + cut));
        }
    }

    private static (double Low, double High) Mean(
        Box<double> v, int column, ReadOnlySpan<(double Low, double High)> weights, double slack, (double Value, double Low, double High)[] terms)
    {
        double size = 0;
        for (int other = 0; other < terms.Length; other++)
        {
            terms[other] = (v.Low[other, column], weights[other].Low, weights[other].High);
            size = Math.Max(size, Math.Max(Math.Abs(v.Low[other, column]), Math.Abs(v.High[other, column])));
        }

        if (!double.IsFinite(size))
        {
            return (double.NegativeInfinity, double.PositiveInfinity);
        }

        (double Low, double High) total = (1 - slack, 1 + slack);
        double low = CommonIntervals<double>.Weighted(terms, total, greatest: false);
        for (int other = 0; other < terms.Length; other++)
        {
            terms[other] = (v.High[other, column], weights[other].Low, weights[other].High);
        }

        double high = CommonIntervals<double>.Weighted(terms, total, greatest: true);
        return FloatRounding.Widen(low, high, FloatRounding.OfSum(terms.Length + 1, (1 + slack) * size));
    }
}
