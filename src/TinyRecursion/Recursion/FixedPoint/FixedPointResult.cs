namespace TinyRecursion.Recursion.FixedPoint;

/// <summary>What a solver found.</summary>
/// <param name="Solution">The point with the smallest residual; a fixed point only where <paramref name="End"/> says so.</param>
/// <param name="Residual">Its residual <c>‖f(x) - x‖ / (1 + ‖x‖)</c>.</param>
/// <param name="Residuals">The residual at each evaluation of the map, in order.</param>
/// <param name="End">How it ended.</param>
public sealed record FixedPointResult(double[] Solution, double Residual, IReadOnlyList<double> Residuals, FixedPointEnd End)
{
    /// <summary>Whether a fixed point was found.</summary>
    public bool HasConverged => End == FixedPointEnd.Converged;

    /// <summary>Evaluations of the map.</summary>
    public int Evaluations => Residuals.Count;
}
