using TinyRecursion.Assurance.Verification.Networks;

namespace TinyRecursion.Assurance.Verification.Search;

/// <summary>
/// Looks for an unsafe point of a box by projected descent (Madry et al. 2018, arXiv 1706.06083) on the constraint that is violated most. What it
/// offers is a candidate: whoever asks decides in exact arithmetic. Deterministic for a seed. Not safe to share between threads.
/// </summary>
internal sealed class Attack(PiecewiseLinearNetwork network, IReadOnlyList<UnsafeRow> rows)
{
    // Points within this of unsafe are worth an exact look: constraints may hold with equality.
    private const double Near = 1e-6;

    private readonly PointValues _values = new(network);
    private readonly double[] _point = new double[network.Inputs];

    /// <summary>Descends from random points of a box.</summary>
    /// <param name="lower">The box's lower corner.</param>
    /// <param name="upper">The box's upper corner.</param>
    /// <param name="starts">The number of points.</param>
    /// <param name="steps">Steps from each.</param>
    /// <param name="seed">The seed of the points.</param>
    /// <param name="isUnsafe">The exact decision.</param>
    /// <returns>Whether a point was found unsafe.</returns>
    public bool Random(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, int starts, int steps, ulong seed, Func<double[], bool> isUnsafe)
    {
        var random = new SeededRandom(seed);
        for (int start = 0; start < starts; start++)
        {
            for (int i = 0; i < _point.Length; i++)
            {
                _point[i] = lower[i] + (random.NextSingle() * (upper[i] - lower[i]));
            }

            if (Descend(lower, upper, steps, isUnsafe))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Descends from one point of a box.</summary>
    /// <param name="point">The point.</param>
    /// <param name="lower">The box's lower corner.</param>
    /// <param name="upper">The box's upper corner.</param>
    /// <param name="steps">Steps; 0 looks at the point alone.</param>
    /// <param name="isUnsafe">The exact decision.</param>
    public bool From(ReadOnlySpan<double> point, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, int steps, Func<double[], bool> isUnsafe)
    {
        point.CopyTo(_point);
        return Descend(lower, upper, steps, isUnsafe);
    }

    private bool Descend(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, int steps, Func<double[], bool> isUnsafe)
    {
        for (int step = 0; ; step++)
        {
            _values.Run(_point);
            (double worst, int most) = (double.NegativeInfinity, 0);
            for (int row = 0; row < rows.Count; row++)
            {
                if (rows[row].At(_point, _values.Outputs) is var value && value > worst)
                {
                    (worst, most) = (value, row);
                }
            }

            if (worst <= Near && isUnsafe(_point))
            {
                return true;
            }

            if (step >= steps)
            {
                return false;
            }

            ReadOnlySpan<double> gradient = _values.Gradient(rows[most]);
            double length = 0.25 * Math.Pow(0.85, step);
            bool moves = false;
            for (int i = 0; i < _point.Length; i++)
            {
                double moved = Math.Clamp(_point[i] - (length * (upper[i] - lower[i]) * Math.Sign(gradient[i])), lower[i], upper[i]);
                moves |= moved != _point[i];
                _point[i] = moved;
            }

            if (!moves)
            {
                return false;
            }
        }
    }
}
