namespace TinyRecursion.Recursion.FixedPoint;

/// <summary>See <see cref="FixedPointSolver.Broyden"/>.</summary>
/// <remarks>
/// For g(x) = f(x) - x the inverse Jacobian starts as the negative identity, as if f were constant, and is kept as a sum
/// of rank-one updates (Sherman and Morrison 1950).
/// </remarks>
internal sealed class BroydenMethod(int memory) : FixedPointSolver
{
    /// <summary>A denominator below this, relative to its factors, would make an update of rounding alone.</summary>
    private const double Negligible = 1e-12;

    private protected override Step Begin(int dimensions)
    {
        var updates = new List<(double[] Left, double[] Right)>();
        double[]? lastStep = null, lastMove = null;
        return (x, move) =>
        {
            if (lastStep is not null)
            {
                Update(updates, lastStep, Difference(move, lastMove!));
            }

            double[] step = Apply(updates, move);
            Scale(step, -1);
            (lastStep, lastMove) = (step, [.. move]);
            Add(x, 1, step);
        };
    }

    /// <summary>Learns from a step and the change of the move that it made.</summary>
    private void Update(List<(double[] Left, double[] Right)> updates, double[] step, double[] change)
    {
        if (updates.Count == memory)
        {
            updates.Clear();
        }

        double[] mapped = Apply(updates, change), right = ApplyTransposed(updates, step);
        double denominator = Dot(right, change);
        double scale = Math.Sqrt(Dot(right, right) * Dot(change, change));
        if (Math.Abs(denominator) > Negligible * scale)
        {
            double[] left = Difference(step, mapped);
            Scale(left, 1 / denominator);
            updates.Add((left, right));
        }
    }

    /// <summary>The inverse Jacobian times a vector.</summary>
    private static double[] Apply(IEnumerable<(double[] Left, double[] Right)> updates, double[] x)
    {
        double[] y = [.. x];
        Scale(y, -1);
        foreach ((double[] left, double[] right) in updates)
        {
            Add(y, Dot(right, x), left);
        }

        return y;
    }

    private static double[] ApplyTransposed(List<(double[] Left, double[] Right)> updates, double[] x) =>
        Apply(updates.Select(update => (update.Right, update.Left)), x);
}
