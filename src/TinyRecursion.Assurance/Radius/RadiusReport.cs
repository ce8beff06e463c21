namespace TinyRecursion.Assurance.Radius;

/// <summary>How far the weights of a proved rule may be off before its table changes.</summary>
/// <param name="Points">Points of the local domain, all of which were bounded, and symbols that logits are read out of.</param>
/// <param name="Certified">A radius: with every weight within it the table, and what is read out of each symbol, is the same. 0 where none was found.</param>
/// <param name="ClosestPoint">The point that allows no larger one.</param>
/// <param name="Breaking">The smallest perturbation found, in its largest entry, that changes the table; infinite where none was.</param>
/// <param name="BreakingPoint">The point that it changes.</param>
/// <param name="BreakingSymbol">The symbol that the rule takes there instead.</param>
/// <param name="BreakingWeights">All weights of that perturbation, as 32-bit numbers; null where none was found.</param>
/// <param name="Tried">Random perturbations within the certified radius that were run.</param>
/// <param name="PointsEach">Points that each was compared at.</param>
/// <param name="Whole">How many of them were compared at every point.</param>
/// <param name="Changed">How many changed something; above 0 the certificate would be wrong.</param>
internal sealed record RadiusReport(
    long Points, double Certified, long ClosestPoint, double Breaking, long BreakingPoint, int BreakingSymbol, float[]? BreakingWeights, int Tried, int PointsEach, int Whole, int Changed);
