using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Intervals through <see cref="Operation.RmsNorm"/> in integers. What a row is multiplied with does not grow as the sum of its squares does (a test tries all
/// numbers), so with the range of an entry cut into pieces each piece is bounded by its ends.
/// </summary>
internal static class IntegerNormIntervals
{
    /// <summary>How many times a piece of the range of an entry fits between zero and its start, about: what is not exact is off by one part of so many.</summary>
    private const int Fineness = 32;

    /// <summary>Bounds of each row.</summary>
    public static Box<short> Run(Box<short> x, IntegerNorm norm)
    {
        var y = new Box<short>(new Matrix<short>(x.Rows, x.Columns), new Matrix<short>(x.Rows, x.Columns));
        for (int i = 0; i < x.Rows; i++)
        {
            long least = 0, most = 0;
            for (int j = 0; j < x.Columns; j++)
            {
                (long low, long high) = Square(x.Low[i, j], x.High[i, j]);
                (least, most) = (least + low, most + high);
            }

            for (int j = 0; j < x.Columns; j++)
            {
                int from = x.Low[i, j], to = x.High[i, j];
                (long low, long high) = Square(from, to);
                (long Least, long Most) others = (least - low, most - high);
                y.High[i, j] = to >= 0 ? Largest(Math.Max(from, 0), to, others.Least, norm) : Shrunk(to, from, others.Most, norm);
                y.Low[i, j] = from >= 0 ? Shrunk(from, to, others.Most, norm) : Lowest(from, Math.Min(to, 0), others.Least, norm);
            }
        }

        return y;
    }

    /// <summary>The greatest result of entries from zero up: rising with the entry, with the least of the others.</summary>
    private static short Largest(int from, int to, long others, IntegerNorm norm)
    {
        short largest = short.MinValue;
        foreach ((int low, int high) in Cut(from, to))
        {
            largest = Math.Max(largest, Apply(high, ((long)low * low) + others, norm));
        }

        return largest;
    }

    /// <summary>The least result of entries from zero down.</summary>
    private static short Lowest(int from, int to, long others, IntegerNorm norm)
    {
        short lowest = short.MaxValue;
        foreach ((int low, int high) in Cut(-to, -from))
        {
            lowest = Math.Min(lowest, Apply(-high, ((long)low * low) + others, norm));
        }

        return lowest;
    }

    /// <summary>The result of all entries between two of one sign that is nearest to zero.</summary>
    private static short Shrunk(int near, int far, long others, IntegerNorm norm)
    {
        short nearest = near >= 0 ? short.MaxValue : short.MinValue;
        int sign = near >= 0 ? 1 : -1;
        foreach ((int low, int high) in Cut(Math.Abs(near), Math.Abs(far)))
        {
            short end = Apply(sign * low, ((long)high * high) + others, norm);
            nearest = sign > 0 ? Math.Min(nearest, end) : Math.Max(nearest, end);
        }

        return nearest;
    }

    private static short Apply(int entry, long squares, IntegerNorm norm)
    {
        // A row of zeros makes zeros; one with this entry is none.
        (short multiplier, int shift) = norm.For(entry == 0 ? squares : Math.Max(squares, 1));
        return IntegerArithmetic.Saturate16(IntegerArithmetic.Shift((long)entry * multiplier, shift));
    }

    /// <summary>Cuts a range of numbers from zero up into pieces, the smaller the nearer to its start.</summary>
    private static IEnumerable<(int Low, int High)> Cut(int from, int to)
    {
        while (from <= to)
        {
            int end = Math.Min(to, from + (from / Fineness));
            yield return (from, end);
            from = end + 1;
        }
    }

    private static (long Low, long High) Square(int low, int high)
    {
        long one = (long)low * low, two = (long)high * high;
        return (low <= 0 && high >= 0 ? 0 : Math.Min(one, two), Math.Max(one, two));
    }
}
