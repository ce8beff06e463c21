namespace TinyRecursion.Recursion.FixedPoint;

/// <summary>How the search for a fixed point ended.</summary>
public enum FixedPointEnd
{
    /// <summary>The residual fell to the tolerance.</summary>
    Converged,

    /// <summary>The residual was still above the tolerance after all evaluations: it did not converge.</summary>
    GaveUp,

    /// <summary>Numbers grew beyond all bounds: it did not converge.</summary>
    Diverged,
}
