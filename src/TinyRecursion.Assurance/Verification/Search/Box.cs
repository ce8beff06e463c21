namespace TinyRecursion.Assurance.Verification.Search;

/// <summary>A box of a search.</summary>
/// <param name="Lower">Its lower corner.</param>
/// <param name="Upper">Its upper corner.</param>
/// <param name="Volume">Its share of the whole box.</param>
/// <param name="Tree">Where its outcome is kept.</param>
internal sealed record Box(double[] Lower, double[] Upper, double Volume, SplitTree Tree);
