namespace TinyRecursion.Assurance.Properties;

/// <summary><c>Σ coefficient · variable ≤ bound</c>, or less than the bound. Variables are the inputs, then the outputs.</summary>
/// <param name="Terms">Variables, ascending, with coefficients that are not zero.</param>
/// <param name="Bound">The bound.</param>
/// <param name="IsStrict">Whether the sum has to be less than the bound.</param>
internal sealed record LinearConstraint(IReadOnlyList<(int Variable, ExactNumber Coefficient)> Terms, ExactNumber Bound, bool IsStrict);
