namespace TinyRecursion.Assurance.Proofs;

/// <summary>What checking a premise gave.</summary>
/// <param name="Points">Points checked.</param>
/// <param name="Counterexample">A point where it fails, in words, or null where it holds.</param>
internal readonly record struct PremiseResult(long Points, string? Counterexample);
