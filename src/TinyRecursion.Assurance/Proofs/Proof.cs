namespace TinyRecursion.Assurance.Proofs;

/// <summary>What checking the finite part of a theorem gave.</summary>
public sealed record Proof
{
    internal Proof(
        long points, long wrong, Counterexample? counterexample, float smallestMargin, long marginPoint, string specificationDigest, string
        tableDigest, IReadOnlyList<CheckedPremise> premises)
    {
        Points = points;
        Wrong = wrong;
        Counterexample = counterexample;
        SmallestMargin = smallestMargin;
        MarginPoint = marginPoint;
        SpecificationDigest = specificationDigest;
        TableDigest = tableDigest;
        Premises = premises;
    }

    /// <summary>Points of the local domain, all of which were checked.</summary>
    public long Points { get; init; }

    /// <summary>Points where the rule is not its specification.</summary>
    public long Wrong { get; init; }

    /// <summary>The first of them in the domain's order, or the first premise that fails; null where all holds.</summary>
    internal Counterexample? Counterexample { get; init; }

    /// <summary>The smallest lead, over all points, of the right symbol over every other before the snap; below zero where one is wrong.</summary>
    public float SmallestMargin { get; init; }

    /// <summary>Where it is that small: the first such point's number, see <c>FiniteShape.Key</c>.</summary>
    public long MarginPoint { get; init; }

    /// <summary>Digest of the specification as a table.</summary>
    public string SpecificationDigest { get; init; }

    /// <summary>Digest of the rule's table; equal to the specification's where the theorem holds.</summary>
    public string TableDigest { get; init; }

    /// <summary>The premises that were checked and hold.</summary>
    internal IReadOnlyList<CheckedPremise> Premises { get; init; }

    /// <summary>Whether every point and every premise holds.</summary>
    public bool Holds => Counterexample is null;
}
