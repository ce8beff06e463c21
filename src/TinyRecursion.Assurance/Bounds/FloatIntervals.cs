using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Intervals through operations in 32-bit floating point, one method each: every value that the kernels, or the same formula with sums in any other order, can
/// make of inputs within a box lies within the result. <see cref="FloatSums"/> has the sums, <see cref="CommonIntervals{T}"/> what is exact.
/// </summary>
internal static class FloatIntervals
{
    /// <summary>Where <c>x · sigmoid(x)</c> is least.</summary>
    private const double LeastSiluAt = -1.2784645427610738;

    /// <summary>A mean square with ε below which a normalisation may divide by zero.</summary>
    private const double LeastMean = 1e-36;

    /// <summary><see cref="Operation.RmsNorm"/>: each entry rises with itself and shrinks as the others grow, so its bounds are those of a corner of the row.</summary>
    public static Box<double> RmsNorm(Box<double> x, float epsilon)
    {
        var y = Empty(x.Rows, x.Columns);
        double error = FloatRounding.Gamma(x.Columns + 11);
        for (int i = 0; i < x.Rows; i++)
        {
            double least = 0, most = 0;
            for (int j = 0; j < x.Columns; j++)
            {
                (double low, double high) = Square(x.Low[i, j], x.High[i, j]);
                (least, most) = (least + low, most + high);
            }

            bool none = !(most <= double.MaxValue) || !((least / x.Columns) + epsilon > LeastMean);
            for (int j = 0; j < x.Columns; j++)
            {
                (double low, double high) = Square(x.Low[i, j], x.High[i, j]);
                // What double precision may lose when an entry is taken out again.
                (double Low, double High) others = (Math.Max(0, (least * (1 - 1e-14)) - low), Math.Max(0, (most * (1 + 1e-14)) - high));
                double down = Normalised(x.Low[i, j], x.Low[i, j] >= 0 ? others.High : others.Low);
                double up = Normalised(x.High[i, j], x.High[i, j] >= 0 ? others.Low : others.High);
                if (most > float.MaxValue / 2)
                {
                    // Squares that overflow make zeros.
                    (down, up) = (Math.Min(down, 0), Math.Max(up, 0));
                }

                (y.Low[i, j], y.High[i, j]) = none
                    ? (double.NegativeInfinity, double.PositiveInfinity)
                    : FloatRounding.Bound(down - (error * Math.Abs(down)) - FloatRounding.Least, up + (error * Math.Abs(up)) + FloatRounding.Least);
            }
        }

        return y;

        double Normalised(double entry, double others) => entry / Math.Sqrt((((entry * entry) + others) / x.Columns) + epsilon);
    }

    /// <summary><see cref="Operation.Silu"/>.</summary>
    public static Box<double> Silu(Box<double> x) => Map(x, (low, high) =>
    {
        double atLow = Silu(low), atHigh = Silu(high);
        double least = low <= LeastSiluAt && high >= LeastSiluAt ? Silu(LeastSiluAt) : Math.Min(atLow, atHigh), most = Math.Max(atLow, atHigh);
        if (low < FloatRounding.LeastExponent + 1)
        {
            // There the kernels' exponential does not shrink any further.
            least = Math.Min(least, low * FloatRounding.LeastExponential);
            most = Math.Max(most, 0);
        }

        return FloatRounding.Bound(
            least - (FloatRounding.Silu * Math.Abs(least)) - FloatRounding.Least, most + (FloatRounding.Silu * Math.Abs(most)) + FloatRounding.Least);
    });

    /// <summary><see cref="Operation.Multiply"/>.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another of the same shape.</param>
    /// <param name="square">Whether both are one and the same.</param>
    public static Box<double> Multiply(Box<double> left, Box<double> right, bool square)
    {
        var y = Empty(left.Rows, left.Columns);
        for (int i = 0; i < y.Low.Values.Length; i++)
        {
            (double low, double high) = square
                ? Square(left.Low.Values[i], left.High.Values[i])
                : Product(left.Low.Values[i], left.High.Values[i], right.Low.Values[i], right.High.Values[i]);
            (y.Low.Values[i], y.High.Values[i]) = Rounded(low, high, 1);
        }

        return y;
    }

    /// <summary><see cref="Operation.Scale"/>.</summary>
    public static Box<double> Scale(Box<double> x, float factor) => Map(x, (low, high) =>
    {
        (double one, double two) = (low * factor, high * factor);
        return Rounded(factor >= 0 ? one : two, factor >= 0 ? two : one, 1);
    });

    /// <summary><see cref="Operation.Rotary"/>, with the angles of the kernels.</summary>
    public static unsafe Box<double> Rotary(Box<double> x, int heads, float theta)
    {
        var y = Empty(x.Rows, x.Columns);
        int width = x.Columns / heads, half = width / 2;
        RotaryTable table = RotaryTable.For(half, theta, x.Rows);
        for (int row = 0; row < x.Rows; row++)
        {
            for (int at = 0; at < x.Columns; at++)
            {
                int i = at % width % half;
                bool first = at % width < half;
                (double a, double b) = (table.Cosines(row)[i], first ? -table.Sines(row)[i] : table.Sines(row)[i]);
                int other = (row * x.Columns) + (first ? at + half : at - half), own = (row * x.Columns) + at;
                double low = (a * (a >= 0 ? x.Low.Values[own] : x.High.Values[own])) + (b * (b >= 0 ? x.Low.Values[other] : x.High.Values[other]));
                double high = (a * (a >= 0 ? x.High.Values[own] : x.Low.Values[own])) + (b * (b >= 0 ? x.High.Values[other] : x.Low.Values[other]));
                double size = (Math.Abs(a) * FloatSums.Size(x, own)) + (Math.Abs(b) * FloatSums.Size(x, other));
                (y.Low.Values[own], y.High.Values[own]) = FloatRounding.Widen(low, high, FloatRounding.OfSum(3, size));
            }
        }

        GC.KeepAlive(table);
        return y;
    }

    /// <summary><see cref="Operation.Pool"/>: means, then maxima.</summary>
    public static Box<double> Pool(Box<double> x, GroupRelation relation) => Beside(FloatSums.Means(x, relation), CommonIntervals<double>.Maximum(x, relation));

    /// <summary><c>x · sigmoid(x)</c> in exact arithmetic, as far as double precision goes.</summary>
    public static double Silu(double x) => x / (1 + Math.Exp(-x));

    /// <summary>The squares of an interval.</summary>
    public static (double Low, double High) Square(double low, double high)
    {
        (double one, double two) = (low * low, high * high);
        return (low <= 0 && high >= 0 ? 0 : Math.Min(one, two), Math.Max(one, two));
    }

    /// <summary>The products of two intervals; not a number where that may come about.</summary>
    public static (double Low, double High) Product(double low, double high, double otherLow, double otherHigh)
    {
        (double a, double b, double c, double d) = (low * otherLow, low * otherHigh, high * otherLow, high * otherHigh);
        return (Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)));
    }

    /// <summary>Two values side by side.</summary>
    public static Box<double> Beside(Box<double> left, Box<double> right)
    {
        var y = Empty(left.Rows, left.Columns + right.Columns);
        for (int i = 0; i < left.Rows; i++)
        {
            left.Low.Row(i).CopyTo(y.Low.Row(i));
            left.High.Row(i).CopyTo(y.High.Row(i));
            right.Low.Row(i).CopyTo(y.Low.Row(i)[left.Columns..]);
            right.High.Row(i).CopyTo(y.High.Row(i)[left.Columns..]);
        }

        return FloatRounding.Bound(y);
    }

    /// <summary>An interval widened by what some roundings of its own ends change.</summary>
    private static (double Low, double High) Rounded(double low, double high, int roundings) => FloatRounding.Bound(
        low - FloatRounding.OfSum(roundings, Math.Abs(low)), high + FloatRounding.OfSum(roundings, Math.Abs(high)));

    private static Box<double> Map(Box<double> x, Func<double, double, (double Low, double High)> function)
    {
        var y = Empty(x.Rows, x.Columns);
        for (int i = 0; i < y.Low.Values.Length; i++)
        {
            (y.Low.Values[i], y.High.Values[i]) = function(x.Low.Values[i], x.High.Values[i]);
        }

        return y;
    }

    private static Box<double> Empty(int rows, int columns) => new(new Matrix<double>(rows, columns), new Matrix<double>(rows, columns));
}
