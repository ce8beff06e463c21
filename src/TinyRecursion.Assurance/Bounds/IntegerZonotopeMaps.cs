using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Affine forms through operations in integers: the factor that shifts and multipliers come to, and noise for what they round. An entry that may be cut to 16 bits on the way loses its
/// form, so that its interval takes the place.
/// </summary>
internal static class IntegerZonotopeMaps
{
    /// <summary><see cref="Operation.Linear"/>.</summary>
    public static Zonotope Linear(Enclosure<short> x, IntegerLinear map)
    {
        double[] factors = [.. Enumerable.Range(0, map.Columns).Select(j => Math.ScaleB(map.Multipliers[j], -IntegerArithmetic.MultiplierBits - map.Shifts[j]))];
        var weight = new Matrix<double>(map.Rows, map.Columns, [.. map.Weights.Select((entry, at) => entry * factors[at % map.Columns])]);
        Zonotope y = ZonotopeMaps.Linear(x.Forms, weight, Array.ConvertAll(map.Biases, bias => (double)bias));
        for (int i = 0; i < y.Count; i++)
        {
            int row = i / map.Columns, j = i % map.Columns;
            (long low, long high) = (0, 0);
            for (int k = 0; k < map.Rows; k++)
            {
                int entry = map.Weights[(k * map.Columns) + j];
                low += entry * (entry >= 0 ? x.Box.Low[row, k] : x.Box.High[row, k]);
                high += entry * (entry >= 0 ? x.Box.High[row, k] : x.Box.Low[row, k]);
            }

            // The shift rounds by a half at most, which the multiplier makes smaller, and rounds by another half.
            y.Noise[i] += 0.5 + (map.Shifts[j] > 0 ? 0.5 * map.Multipliers[j] / (1 << IntegerArithmetic.MultiplierBits) : 0);
            (low, high) = (IntegerArithmetic.Shift(low, map.Shifts[j]), IntegerArithmetic.Shift(high, map.Shifts[j]));
            bool fits = low >= short.MinValue && high <= short.MaxValue
                && Fits(IntegerArithmetic.Multiply((short)low, map.Multipliers[j]) + map.Biases[j]) && Fits(IntegerArithmetic.Multiply((short)high, map.Multipliers[j]) + map.Biases[j]);
            Keep(y, i, fits);
        }

        return y;
    }

    /// <summary><see cref="Operation.Spread"/>.</summary>
    public static Zonotope Spread(Enclosure<short> x, GroupRelation groups)
    {
        int width = x.Box.Columns;
        return Cut(ZonotopeMaps.SumRows(x.Forms, groups.Cells, cell => groups.GroupsOf(cell).ToArray(), _ => 1), i =>
        {
            var terms = new (int Low, int High)[groups.GroupsOf(i / width).Length];
            for (int at = 0; at < terms.Length; at++)
            {
                int group = groups.GroupsOf(i / width)[at];
                terms[at] = (x.Box.Low[group, i % width], x.Box.High[group, i % width]);
            }

            return terms;
        });
    }

    /// <summary>A sum that is cut to 16 bits after each term: entries that may be cut lose their form.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="terms">Bounds of the terms of an entry, in their order.</param>
    public static Zonotope Cut(Zonotope sum, Func<int, (int Low, int High)[]> terms)
    {
        for (int i = 0; i < sum.Count; i++)
        {
            (int low, int high) = (0, 0);
            bool fits = true;
            foreach ((int least, int most) in terms(i))
            {
                (low, high) = (low + least, high + most);
                fits &= Fits(low) && Fits(high);
            }

            Keep(sum, i, fits);
        }

        return sum;
    }

    /// <summary>The means of <see cref="Operation.Pool"/>.</summary>
    /// <param name="x">The value.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="box">Bounds of the result, maxima beside the means.</param>
    public static Zonotope Means(Enclosure<short> x, GroupRelation groups, Box<short> box)
    {
        int width = x.Box.Columns;
        Zonotope y = ZonotopeMaps.SumRows(x.Forms, groups.GroupCount, group => groups.MembersOf(group).ToArray(), group =>
        {
            (int shift, int multiplier) = IntegerOperations.MeanOf(groups.MembersOf(group).Length);
            return Math.ScaleB(multiplier, -IntegerArithmetic.MultiplierBits - shift);
        });
        for (int i = 0; i < y.Count; i++)
        {
            // Both shifts round by a half at most.
            y.Noise[i] += 1;
            Keep(y, i, box.Low[i / width, i % width] > short.MinValue && box.High[i / width, i % width] < short.MaxValue);
        }

        return y;
    }

    /// <summary><see cref="Operation.RmsNorm"/>: the entry times what its row is multiplied with, which lies between two numbers.</summary>
    public static Zonotope Normalised(Enclosure<short> x, IntegerNorm norm, Box<short> box)
    {
        int width = x.Box.Columns;
        var factors = new (double Low, double High)[x.Box.Rows];
        for (int row = 0; row < factors.Length; row++)
        {
            (long least, long most) = (0, 0);
            for (int j = 0; j < width; j++)
            {
                long low = x.Box.Low[row, j], high = x.Box.High[row, j];
                least += low <= 0 && high >= 0 ? 0 : Math.Min(low * low, high * high);
                most += Math.Max(low * low, high * high);
            }

            // A row of zeros stays one, whatever it is multiplied with.
            factors[row] = (Factor(Math.Max(1, most)), Factor(Math.Max(1, least)));
        }

        var y = new Zonotope(x.Box.Rows, width);
        int[] entries = [.. Enumerable.Range(0, y.Count)];
        ZonotopeMaps.Accumulate(y, x.Forms, entries, entries, i => (factors[i / width].Low + factors[i / width].High) / 2);
        foreach (int i in entries)
        {
            (double low, double high) = factors[i / width];
            y.Noise[i] += 0.5 + ((high - low) / 2 * Math.Max(Math.Abs((double)x.Box.Low.Values[i]), Math.Abs((double)x.Box.High.Values[i])));
            KeepWithin(y, i, box);
        }

        return y;

        double Factor(long squares)
        {
            (short multiplier, int shift) = norm.For(squares);
            return Math.ScaleB(multiplier, -shift);
        }
    }

    /// <summary><see cref="Operation.Rotary"/>.</summary>
    public static Zonotope Turned(Enclosure<short> x, Operation.Rotary rotary, Box<short> box)
    {
        int columns = x.Box.Columns, width = columns / rotary.Heads, half = width / 2;
        var y = new Zonotope(x.Box.Rows, columns);
        int[] entries = [.. Enumerable.Range(0, y.Count)];
        int[] others = [.. entries.Select(i => i % columns % width < half ? i + half : i - half)];
        ZonotopeMaps.Accumulate(y, x.Forms, entries, entries, i => Turn(i).Cosine);
        ZonotopeMaps.Accumulate(y, x.Forms, others, entries, i => (i % columns % width < half ? -1 : 1) * Turn(i).Sine);
        foreach (int i in entries)
        {
            y.Noise[i] += 0.5;
            KeepWithin(y, i, box);
        }

        return y;

        (double Cosine, double Sine) Turn(int i)
        {
            (short cosine, short sine) = IntegerTables.Turn(i / columns, i % columns % width % half, width, rotary.Theta);
            return (Math.ScaleB(cosine, -IntegerTables.CosineBits), Math.ScaleB(sine, -IntegerTables.CosineBits));
        }
    }

    /// <summary>A value times a factor, rounded.</summary>
    public static Zonotope Scaled(Zonotope x, double factor, double rounding, Box<short> box)
    {
        var y = new Zonotope(x.Rows, x.Columns);
        int[] entries = [.. Enumerable.Range(0, y.Count)];
        ZonotopeMaps.Accumulate(y, x, entries, entries, _ => factor);
        foreach (int i in entries)
        {
            y.Noise[i] += rounding;
            KeepWithin(y, i, box);
        }

        return y;
    }

    private static bool Fits(long value) => value is >= short.MinValue and <= short.MaxValue;

    /// <summary>Takes the form of an entry whose interval touches the ends of 16 bits, where it may have been cut.</summary>
    private static void KeepWithin(Zonotope y, int entry, Box<short> box) =>
        Keep(y, entry, box.Low.Values[entry] > short.MinValue && box.High.Values[entry] < short.MaxValue);

    private static void Keep(Zonotope y, int entry, bool keep)
    {
        if (!keep)
        {
            y.SetBox(entry, double.NegativeInfinity, double.PositiveInfinity);
        }
    }

}
