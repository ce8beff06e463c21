namespace TinyRecursion.Assurance.Proofs;

/// <summary>What checking the finite part of a theorem gave.</summary>
/// <param name="Points">Points of the local domain, all of which were checked.</param>
/// <param name="Wrong">Points where the rule is not its specification.</param>
/// <param name="Counterexample">The first of them in the domain's order, or the first premise that fails; null where all holds.</param>
/// <param name="SmallestMargin">The smallest lead, over all points, of the right symbol over every other before the snap; below zero where one is wrong.</param>
/// <param name="MarginPoint">Where it is that small: the first such point's number, see <c>FiniteShape.Key</c>.</param>
/// <param name="SpecificationDigest">Digest of the specification as a table.</param>
/// <param name="TableDigest">Digest of the rule's table; equal to the specification's where the theorem holds.</param>
/// <param name="Premises">The premises that were checked and hold.</param>
public sealed record Proof(
    long Points, long Wrong, Counterexample? Counterexample, float SmallestMargin, long MarginPoint,
    string SpecificationDigest, string TableDigest, IReadOnlyList<CheckedPremise> Premises)
{
    /// <summary>Whether every point and every premise holds.</summary>
    public bool Holds => Counterexample is null;
}
