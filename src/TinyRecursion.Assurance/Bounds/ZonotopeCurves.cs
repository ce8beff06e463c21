using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Affine forms through what is not linear: a line with the least noise over the interval of an entry (Singh et al. 2018, Fast and Effective Robustness Certification), products with what
/// squares of symbols allow, and maxima as a chain of rectifiers. In exact arithmetic; the rounding of a rule's own arithmetic is added by the caller.
/// </summary>
internal static class ZonotopeCurves
{
    private const int Pieces = 24;

    /// <summary>A line, and how far from it a function is at most: <c>slope · x + offset ± noise</c>.</summary>
    internal readonly record struct Line(double Slope, double Offset, double Noise);

    /// <summary>A function of every entry.</summary>
    /// <param name="x">The value.</param>
    /// <param name="box">Bounds of its entries.</param>
    /// <param name="line">The line of a function over an interval.</param>
    public static Zonotope Map(Zonotope x, Box<double> box, Func<double, double, Line> line)
    {
        var y = new Zonotope(x.Rows, x.Columns);
        Line[] lines = [.. box.Low.Values.Zip(box.High.Values, (low, high) => double.IsFinite(low) && double.IsFinite(high) ? line(low, high) : new Line(0, 0, double.PositiveInfinity))];
        ZonotopeMaps.Accumulate(y, x, Enumerable.Range(0, x.Count), Enumerable.Range(0, x.Count), i => lines[i].Slope);
        for (int i = 0; i < lines.Length; i++)
        {
            y.Centres[i] += lines[i].Offset;
            y.Noise[i] += lines[i].Noise + (Zonotope.Loss * (Math.Abs(lines[i].Offset) + lines[i].Noise));
            if (double.IsInfinity(lines[i].Noise))
            {
                y.SetBox(i, double.NegativeInfinity, double.PositiveInfinity);
            }
        }

        return y;
    }

    /// <summary><see cref="Operation.Relu"/>.</summary>
    public static Line Relu(double low, double high)
    {
        if (low >= 0 || high <= 0)
        {
            return new Line(low >= 0 ? 1 : 0, 0, 0);
        }

        double slope = high / (high - low);
        return new Line(slope, -slope * low / 2, -slope * low / 2);
    }

    /// <summary><see cref="Operation.Silu"/>: the chord; between the points that are tried the function bends by less than one half.</summary>
    public static Line Silu(double low, double high)
    {
        double width = high - low, middle = low + (width / 2);
        double slope = width > 1e-9 ? (FloatIntervals.Silu(high) - FloatIntervals.Silu(low)) / width : 1 / (1 + Math.Exp(-middle));
        double least = double.PositiveInfinity, most = double.NegativeInfinity, step = width / Pieces;
        for (int piece = 0; piece <= Pieces; piece++)
        {
            double x = piece == Pieces ? high : low + (piece * step), gap = FloatIntervals.Silu(x) - (slope * x);
            (least, most) = (Math.Min(least, gap), Math.Max(most, gap));
        }

        double slack = (step * step / 16) + (Zonotope.Loss * (Math.Abs(slope) + 1) * Math.Max(Math.Abs(low), Math.Abs(high)));
        return new Line(slope, (least + most) / 2, ((most - least) / 2) + slack);
    }

    /// <summary><c>1 / √(x + ε)</c>, which is convex: the chord from above, the parallel line that touches it from below.</summary>
    public static Line InverseRoot(double low, double high, double epsilon)
    {
        double atLow = 1 / Math.Sqrt(low + epsilon), atHigh = 1 / Math.Sqrt(high + epsilon);
        double slope = high - low > 1e-9 * (high + epsilon) ? (atHigh - atLow) / (high - low) : -0.5 * atHigh / (high + epsilon);
        double touch = Math.Clamp(Math.Pow(-2 * slope, -2.0 / 3) - epsilon, low, high);
        double most = Math.Max(atLow - (slope * low), atHigh - (slope * high));
        double least = Math.Min((1 / Math.Sqrt(touch + epsilon)) - (slope * touch), Math.Min(atLow - (slope * low), atHigh - (slope * high)));
        // The touching point is known to a few digits less than double precision has; there the gap is flat.
        return new Line(slope, (least + most) / 2, ((most - least) / 2) + (1e-9 * (atLow + Math.Abs(slope * high))));
    }

    /// <summary>The element-wise product of two values.</summary>
    public static Zonotope Product(Zonotope a, Zonotope b)
    {
        var y = new Zonotope(a.Rows, a.Columns);
        double[] radiusA = a.Radii(), radiusB = b.Radii();
        var shared = new double[y.Count];
        var sharedSize = new double[y.Count];
        foreach ((int symbol, double[] left) in a.Factors)
        {
            double[] into = y.FactorsOf(symbol);
            b.Factors.TryGetValue(symbol, out double[]? right);
            for (int i = 0; i < into.Length; i++)
            {
                into[i] += left[i] * b.Centres[i];
                double both = right is null ? 0 : left[i] * right[i];
                (shared[i], sharedSize[i]) = (shared[i] + both, sharedSize[i] + Math.Abs(both));
            }
        }

        foreach ((int symbol, double[] right) in b.Factors)
        {
            double[] into = y.FactorsOf(symbol);
            for (int i = 0; i < into.Length; i++)
            {
                into[i] += right[i] * a.Centres[i];
            }
        }

        for (int i = 0; i < y.Count; i++)
        {
            // A symbol times itself lies in [0, 1].
            y.Centres[i] = (a.Centres[i] * b.Centres[i]) + (shared[i] / 2);
            double linear = (Math.Abs(a.Centres[i]) * b.Noise[i]) + (Math.Abs(b.Centres[i]) * a.Noise[i]);
            double size = (Math.Abs(a.Centres[i]) + radiusA[i]) * (Math.Abs(b.Centres[i]) + radiusB[i]);
            y.Noise[i] = linear + Math.Max(0, (radiusA[i] * radiusB[i]) - (sharedSize[i] / 2)) + (Zonotope.Loss * size);
            if (!double.IsFinite(y.Noise[i]))
            {
                y.SetBox(i, double.NegativeInfinity, double.PositiveInfinity);
            }
        }

        return y;
    }

    /// <summary>The maxima of some rows for each row of the result: <c>max(a, b) = b + max(a - b, 0)</c>, one row after the other.</summary>
    public static Zonotope Maximum(Zonotope x, GroupRelation relation)
    {
        Zonotope largest = Member(x, relation, 0);
        int longest = Enumerable.Range(0, relation.GroupCount).Select(group => relation.MembersOf(group).Length).DefaultIfEmpty(0).Max();
        for (int at = 1; at < longest; at++)
        {
            // A group that has no more members takes its first again.
            Zonotope other = Member(x, relation, at), lead = ZonotopeMaps.Add([other]);
            ZonotopeMaps.Accumulate(lead, largest, Enumerable.Range(0, lead.Count), Enumerable.Range(0, lead.Count), _ => -1);
            largest = ZonotopeMaps.Add([largest, Map(lead, lead.Bounds(), Relu)]);
        }

        return largest;
    }

    private static Zonotope Member(Zonotope x, GroupRelation relation, int at)
    {
        var from = new int[relation.GroupCount * x.Columns];
        for (int i = 0; i < from.Length; i++)
        {
            ReadOnlySpan<int> members = relation.MembersOf(i / x.Columns);
            from[i] = (members[at < members.Length ? at : 0] * x.Columns) + (i % x.Columns);
        }

        return ZonotopeMaps.Select(x, relation.GroupCount, x.Columns, from);
    }
}
