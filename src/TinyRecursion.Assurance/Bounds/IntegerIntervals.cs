using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Intervals through operations in integers (docs/integer-semantics.md), one method each, in the same arithmetic: sums are exact, and tables, requantisation and
/// saturation keep the order of what they are taken of, so most bounds are met by some input of the box. <see cref="CommonIntervals{T}"/> has what only
/// moves or compares entries.
/// </summary>
internal static class IntegerIntervals
{
    /// <summary><see cref="Operation.Linear"/>.</summary>
    public static Box<short> Linear(Box<short> x, IntegerLinear map)
    {
        var y = Empty(x.Rows, map.Columns);
        for (int i = 0; i < x.Rows; i++)
        {
            for (int j = 0; j < map.Columns; j++)
            {
                long low = 0, high = 0;
                for (int k = 0; k < map.Rows; k++)
                {
                    int weight = map.Weights[(k * map.Columns) + j];
                    low += weight * (weight >= 0 ? x.Low[i, k] : x.High[i, k]);
                    high += weight * (weight >= 0 ? x.High[i, k] : x.Low[i, k]);
                }

                (y.Low[i, j], y.High[i, j]) = (Requantise(low, map, j), Requantise(high, map, j));
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Silu"/>: the least and the greatest entry of the function's whole table between both ends.</summary>
    public static Box<short> Silu(Box<short> x, int exponent)
    {
        SiluTable table = SiluTable.Of(exponent);
        var y = Empty(x.Rows, x.Columns);
        for (int i = 0; i < y.Low.Values.Length; i++)
        {
            (y.Low.Values[i], y.High.Values[i]) = table.Range(x.Low.Values[i], x.High.Values[i]);
        }

        return y;
    }

    /// <summary><see cref="Operation.Add"/>.</summary>
    public static Box<short> Add(IReadOnlyList<Box<short>> inputs) => new(
        IntegerOperations.Add([.. inputs.Select(input => input.Low)]), IntegerOperations.Add([.. inputs.Select(input => input.High)]));

    /// <summary><see cref="Operation.Multiply"/>.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another of the same shape.</param>
    /// <param name="shift">The sum of their exponents less that of the result.</param>
    /// <param name="square">Whether both are one and the same.</param>
    public static Box<short> Multiply(Box<short> left, Box<short> right, int shift, bool square)
    {
        var y = Empty(left.Rows, left.Columns);
        for (int i = 0; i < y.Low.Values.Length; i++)
        {
            int low = left.Low.Values[i], high = left.High.Values[i];
            (long least, long most) = Product(low, high, right.Low.Values[i], right.High.Values[i]);
            if (square)
            {
                (least, most) = (low <= 0 && high >= 0 ? 0 : Math.Min(low * low, high * high), Math.Max(low * low, high * high));
            }

            (y.Low.Values[i], y.High.Values[i]) = (Shifted(least, shift), Shifted(most, shift));
        }

        return y;
    }

    /// <summary><see cref="Operation.Scale"/>.</summary>
    public static Box<short> Scale(Box<short> x, IntegerFactor by)
    {
        (Matrix<short> one, Matrix<short> two) = (IntegerOperations.Scale(x.Low, by), IntegerOperations.Scale(x.High, by));
        return by.Factor >= 0 ? new(one, two) : new(two, one);
    }

    /// <summary><see cref="Operation.Rotary"/>.</summary>
    public static Box<short> Rotary(Box<short> x, int heads, float theta)
    {
        var y = Empty(x.Rows, x.Columns);
        int width = x.Columns / heads, half = width / 2;
        for (int row = 0; row < x.Rows; row++)
        {
            for (int at = 0; at < x.Columns; at++)
            {
                (short cosine, short sine) = IntegerTables.Turn(row, at % width % half, width, theta);
                bool first = at % width < half;
                int other = first ? at + half : at - half;
                (long low, long high) = Product(x.Low[row, at], x.High[row, at], cosine, cosine);
                (long least, long most) = Product(x.Low[row, other], x.High[row, other], sine, sine);
                (low, high) = first ? (low - most, high - least) : (low + least, high + most);
                (y.Low[row, at], y.High[row, at]) = (Shifted(low, IntegerTables.CosineBits), Shifted(high, IntegerTables.CosineBits));
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Pool"/>: means and maxima, both of which keep the order.</summary>
    public static Box<short> Pool(Box<short> x, GroupRelation relation) => x.Map(ends => IntegerOperations.Pool(ends, relation));

    /// <summary><see cref="Operation.Spread"/>: sums and cuts, which keep the order.</summary>
    public static Box<short> Spread(Box<short> x, GroupRelation relation) => x.Map(ends => IntegerOperations.Spread(ends, relation));

    /// <summary>The products of two intervals.</summary>
    public static (long Low, long High) Product(long low, long high, long otherLow, long otherHigh)
    {
        (long a, long b, long c, long d) = (low * otherLow, low * otherHigh, high * otherLow, high * otherHigh);
        return (Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)));
    }

    private static short Shifted(long value, int bits) => IntegerArithmetic.Saturate16(IntegerArithmetic.Shift(value, bits));

    private static short Requantise(long sum, IntegerLinear map, int column) => IntegerArithmetic.Saturate16(
        IntegerArithmetic.Multiply(Shifted(sum, map.Shifts[column]), map.Multipliers[column]) + map.Biases[column]);

    private static Box<short> Empty(int rows, int columns) => new(new Matrix<short>(rows, columns), new Matrix<short>(rows, columns));
}
