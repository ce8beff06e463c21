namespace TinyRecursion.Recursion.FixedPoint;

/// <summary>When a solver ends.</summary>
public sealed record FixedPointOptions
{
    /// <summary>The residual <c>‖f(x) - x‖ / (1 + ‖x‖)</c> that counts as a fixed point, at least zero.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>Most evaluations of the map, at least one.</summary>
    public int MaximumEvaluations { get; init; } = 1000;
}
