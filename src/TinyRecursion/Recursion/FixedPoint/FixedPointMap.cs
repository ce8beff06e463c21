namespace TinyRecursion.Recursion.FixedPoint;

/// <summary>A map of which a fixed point is sought. It must give the same for the same argument.</summary>
/// <param name="x">The argument; not to be changed.</param>
/// <param name="result">Receives f(x), of the same length.</param>
public delegate void FixedPointMap(ReadOnlySpan<double> x, Span<double> result);
