namespace TinyRecursion.Assurance.Properties;

/// <summary>A case of an unsafe set: points of a box that fulfil all constraints.</summary>
/// <param name="Lower">The lower bound of each input.</param>
/// <param name="Upper">The upper bound of each input, not below the lower.</param>
/// <param name="Constraints">Constraints over inputs and outputs.</param>
internal sealed record PropertyCase(IReadOnlyList<ExactNumber> Lower, IReadOnlyList<ExactNumber> Upper, IReadOnlyList<LinearConstraint> Constraints);
