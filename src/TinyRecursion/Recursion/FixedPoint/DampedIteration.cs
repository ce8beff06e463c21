namespace TinyRecursion.Recursion.FixedPoint;

/// <summary>See <see cref="FixedPointSolver.Damped"/>.</summary>
internal sealed class DampedIteration(double share) : FixedPointSolver
{
    private protected override Step Begin(int dimensions) => (x, move) => Add(x, share, move);
}
