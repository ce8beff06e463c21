using TinyRecursion.Assurance.Verification.Networks;

namespace TinyRecursion.Assurance.Verification.Search;

/// <summary>What one thread of a search does with one box. Its outcome depends on the box alone. Not safe to share between threads.</summary>
internal sealed class BoxWorker
{
    // How much the slope of the bound counts beside what is lost at rectifiers.
    private const double SlopeShare = 0.25;

    // Steps of descent from the middle of a box.
    private const int Steps = 4;

    private readonly PiecewiseLinearNetwork _network;
    private readonly IReadOnlyList<UnsafeRow> _rows;
    private readonly Func<double[], bool> _isUnsafe;
    private readonly BoxBounds _bounds;
    private readonly Attack _attack;
    private readonly Combination _sum;
    private readonly double[] _scores;
    private readonly double[] _shares;
    private readonly double[] _corner;
    private readonly List<BoxCut> _cuts = [];

    /// <summary>Makes room for the work.</summary>
    public BoxWorker(PiecewiseLinearNetwork network, IReadOnlyList<UnsafeRow> rows, Func<double[], bool> isUnsafe)
    {
        (_network, _rows, _isUnsafe) = (network, rows, isUnsafe);
        _bounds = new BoxBounds(network, rows);
        _attack = new Attack(network, rows);
        _sum = new Combination(rows.Count, network.Inputs);
        (_scores, _corner, _shares) = (new double[network.Inputs], new double[network.Inputs], new double[rows.Count]);
    }

    /// <summary>The boxes that are left of the last one; the one to take first stands last.</summary>
    public List<Box> Children { get; } = [];

    /// <summary>The least value of the last box's bound: the lower, the sooner a point may be found in what is left of it.</summary>
    public double Minimum => _sum.Minimum;

    /// <summary>Whether the last box was shown to be safe.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The volume that was cut off the last box.</summary>
    public double CutVolume { get; private set; }

    /// <summary>Bounds a box, and shows it safe, finds a point in it or divides it.</summary>
    public SearchResult Run(Box box, double margin, double worthCutting)
    {
        Children.Clear();
        CutVolume = 0;
        _bounds.Run(box.Lower, box.Upper);
        _sum.Find(_bounds);
        IsClosed = _sum.Minimum > margin;
        if (IsClosed)
        {
            box.Tree.Shares = _sum.Shares;
            return SearchResult.Safe;
        }

        for (int i = 0; i < _corner.Length; i++)
        {
            double slope = _sum.Form[i];
            _corner[i] = slope > 0 ? box.Lower[i] : slope < 0 ? box.Upper[i] : _bounds.Centre[i];
        }

        if (_attack.From(_corner, box.Lower, box.Upper, 0, _isUnsafe) || _attack.From(_bounds.Centre, box.Lower, box.Upper, Steps, _isUnsafe))
        {
            return SearchResult.Unsafe;
        }

        (double[] lower, double[] upper) = (box.Lower, box.Upper);
        double kept = Cut(box, worthCutting, out double[]? cutLower, out double[]? cutUpper);
        if (kept == 0)
        {
            box.Tree.Cuts = [.. _cuts];
            IsClosed = true;
            return SearchResult.Safe;
        }

        if (cutLower is not null && cutUpper is not null)
        {
            (lower, upper) = (cutLower, cutUpper);
            box.Tree.Cuts = [.. _cuts];
            CutVolume = box.Volume * (1 - kept);
        }

        return Split(box, lower, upper, kept) ? SearchResult.Safe : SearchResult.Stuck;
    }

    private double Cut(Box box, double worthCutting, out double[]? lower, out double[]? upper)
    {
        _cuts.Clear();
        (lower, upper) = (null, null);
        double kept = 1;
        int inputs = _corner.Length;
        for (int i = 0; i < inputs; i++)
        {
            (double from, double to) = (-1, 1);
            (int lowRow, int highRow) = (-1, -1);
            for (int row = 0; row < _rows.Count; row++)
            {
                ReadOnlySpan<double> form = _bounds.RowForms.AsSpan(row * _bounds.Stride, inputs + 1);
                double a = form[i], rest = _bounds.Minima[row] + Math.Abs(a);
                // a ε + rest ≤ 0 is needed; a little is left to rounding.
                if (a == 0)
                {
                    continue;
                }

                double bound = -rest / a, room = 1e-7 + (1e-7 * (1 + Math.Abs(form[inputs])) / Math.Abs(a));
                if (a > 0 && bound + room < to)
                {
                    (to, highRow) = (bound + room, row);
                }
                else if (a < 0 && bound - room > from)
                {
                    (from, lowRow) = (bound - room, row);
                }
            }

            double left = (to - from) / 2;
            if (left >= 1 - (worthCutting / 2) || _bounds.Radius[i] == 0)
            {
                continue;
            }

            if (left <= 0)
            {
                // Two parts leave nothing.
                double meeting = Math.Clamp(_bounds.Centre[i] + ((from + to) / 2 * _bounds.Radius[i]), box.Lower[i], box.Upper[i]);
                _cuts.Clear();
                _cuts.Add(new BoxCut(i, true, meeting, lowRow));
                _cuts.Add(new BoxCut(i, false, meeting, highRow));
                return 0;
            }

            (lower, upper) = (lower ?? [.. box.Lower], upper ?? [.. box.Upper]);
            if (lowRow >= 0 && _bounds.Centre[i] + (from * _bounds.Radius[i]) is var low && low > lower[i])
            {
                lower[i] = Math.Min(low, upper[i]);
                _cuts.Add(new BoxCut(i, true, lower[i], lowRow));
            }

            if (highRow >= 0 && _bounds.Centre[i] + (to * _bounds.Radius[i]) is var high && high < upper[i])
            {
                double end = Math.Max(high, lower[i]);
                if (end < upper[i])
                {
                    upper[i] = end;
                    _cuts.Add(new BoxCut(i, false, end, highRow));
                }
            }

            kept *= left;
        }

        if (kept > 1 - worthCutting)
        {
            _cuts.Clear();
            (lower, upper) = (null, null);
            return 1;
        }

        return kept;
    }

    private bool Split(Box box, double[] lower, double[] upper, double kept)
    {
        for (int row = 0; row < _shares.Length; row++)
        {
            _shares[row] = _sum.Shares[row] / (double)Combination.Whole;
        }

        Array.Clear(_scores);
        _bounds.AddGaps(_shares, _scores);
        int best = -1;
        double most = double.NegativeInfinity, widest = 0;
        for (int i = 0; i < _scores.Length; i++)
        {
            double radius = _bounds.Radius[i], width = upper[i] - lower[i], middle = lower[i] + (width / 2);
            if (!(middle > lower[i] && middle < upper[i]))
            {
                continue;
            }

            double score = radius > 0 ? (_scores[i] + (SlopeShare * Math.Abs(_sum.Form[i]))) * (width / (2 * radius)) : 0;
            if (score > most || (score == most && width > widest))
            {
                (most, best, widest) = (score, i, width);
            }
        }

        if (best < 0)
        {
            return false;
        }

        double value = lower[best] + ((upper[best] - lower[best]) / 2);
        double[] below = [.. upper], above = [.. lower];
        (below[best], above[best]) = (value, value);
        (box.Tree.Input, box.Tree.Value) = (best, value);
        (box.Tree.Below, box.Tree.Above) = (new SplitTree(), new SplitTree());
        double volume = box.Volume * kept / 2;
        var low = new Box(lower, below, volume, box.Tree.Below);
        var high = new Box(above, upper, volume, box.Tree.Above);
        // The half in which the bound is lower first: a point is there sooner.
        Children.AddRange(_sum.Form[best] > 0 ? [high, low] : [low, high]);
        return true;
    }
}
