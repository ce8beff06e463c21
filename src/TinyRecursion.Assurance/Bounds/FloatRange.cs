namespace TinyRecursion.Assurance.Bounds;

/// <summary>What a node's value can be in 32-bit floating point.</summary>
/// <param name="Box">Bounds of the value as it is computed.</param>
/// <param name="Sum">
/// What a sum is before it is rounded, for results that kernels may add straight into a sum of more terms; null for others.
/// </param>
internal sealed record FloatRange(Box<double> Box, FloatRange.Terms? Sum = null)
{
    /// <summary>A sum in exact arithmetic.</summary>
    /// <param name="Exact">Bounds of the sum.</param>
    /// <param name="Sizes">For each entry the sum of the sizes of its terms, at most.</param>
    /// <param name="Roundings">Operations that it is made with, at most.</param>
    internal sealed record Terms(Box<double> Exact, double[] Sizes, int Roundings);
}
