using TinyRecursion.Assurance.Verification.Networks;

namespace TinyRecursion.Assurance.Verification.Search;

/// <summary>
/// A sum of constraints, each with a share that is not negative, whose lower function is as high as can be found: where it is above zero, no point
/// fulfils them all (weak duality). Subgradients on the simplex of shares. Not safe to share between threads.
/// </summary>
internal sealed class Combination
{
    /// <summary>The sum of all shares.</summary>
    public const int Whole = 255;

    private const int Rounds = 40;

    private readonly double[] _weights;
    private readonly double[] _form;

    /// <summary>Makes room for it.</summary>
    /// <param name="rows">The number of constraints.</param>
    /// <param name="inputs">The number of inputs.</param>
    public Combination(int rows, int inputs)
    {
        (_weights, _form) = (new double[rows], new double[inputs + 1]);
        Shares = new byte[rows];
    }

    /// <summary>The share of each constraint, of <see cref="Whole"/>.</summary>
    public byte[] Shares { get; private set; }

    /// <summary>The least value of the sum's lower function on the box, for shares that add up to one.</summary>
    public double Minimum { get; private set; }

    /// <summary>The sum's lower function: a coefficient an input on [-1, 1], and the constant.</summary>
    public ReadOnlySpan<double> Form => _form;

    /// <summary>Finds the shares.</summary>
    /// <param name="bounds">Bounds that were worked out for a box.</param>
    public void Find(BoxBounds bounds)
    {
        int best = bounds.Minima.AsSpan().IndexOf(bounds.Minima.Max());
        Array.Clear(_weights);
        _weights[best] = 1;
        var shares = new byte[_weights.Length];
        shares[best] = Whole;
        (Shares, Minimum) = (shares, Evaluate(bounds, shares));
        for (int round = 1; round <= Rounds && Minimum <= 0 && _weights.Length > 1; round++)
        {
            Step(bounds, 1.0 / (1 + round));
            var rounded = new byte[_weights.Length];
            int rest = Whole;
            for (int row = 0; row < rounded.Length; row++)
            {
                rounded[row] = (byte)Math.Min(rest, Math.Round(_weights[row] * Whole));
                rest -= rounded[row];
            }

            rounded[best] += (byte)rest;
            double minimum = Evaluate(bounds, rounded);
            if (minimum > Minimum)
            {
                (Shares, Minimum) = (rounded, minimum);
            }
        }

        _ = Evaluate(bounds, Shares);
    }

    // A step of Frank and Wolfe: towards the constraint that is violated most where the sum is least.
    private void Step(BoxBounds bounds, double length)
    {
        Sum(bounds, row => _weights[row]);
        int inputs = _form.Length - 1, most = 0;
        double value = double.NegativeInfinity;
        for (int row = 0; row < _weights.Length; row++)
        {
            ReadOnlySpan<double> form = bounds.RowForms.AsSpan(row * bounds.Stride, inputs + 1);
            double at = form[inputs];
            for (int d = 0; d < inputs; d++)
            {
                at -= form[d] * Math.Sign(_form[d]);
            }

            if (at > value)
            {
                (value, most) = (at, row);
            }
        }

        for (int row = 0; row < _weights.Length; row++)
        {
            _weights[row] = (_weights[row] * (1 - length)) + (row == most ? length : 0);
        }
    }

    private double Evaluate(BoxBounds bounds, byte[] shares)
    {
        Sum(bounds, row => shares[row] / (double)Whole);
        return _form[^1] - RowVectors.AbsoluteSum(_form.AsSpan(0, _form.Length - 1));
    }

    private void Sum(BoxBounds bounds, Func<int, double> weight)
    {
        Array.Clear(_form);
        for (int row = 0; row < _weights.Length; row++)
        {
            if (weight(row) is not 0 and var share)
            {
                for (int d = 0; d < _form.Length; d++)
                {
                    _form[d] += share * bounds.RowForms[(row * bounds.Stride) + d];
                }
            }
        }
    }
}
