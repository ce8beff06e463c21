namespace TinyRecursion.Assurance.Proofs;

/// <summary>
/// A claim with all that someone else needs to check it: the theorem in words, the alphabets, what was counted and
/// measured, and the model itself.
/// </summary>
public sealed record Certificate
{
    internal Certificate(
        string theorem, string statement, string specification, string induction, CertificateDomain domain, long pointsChecked, float smallestMargin,
        long marginPoint, string specificationDigest, string tableDigest, IReadOnlyList<CheckedPremise> premises, string modelDigest,
        ReadOnlyMemory<byte> model)
    {
        Theorem = theorem;
        Statement = statement;
        Specification = specification;
        Induction = induction;
        Domain = domain;
        PointsChecked = pointsChecked;
        SmallestMargin = smallestMargin;
        MarginPoint = marginPoint;
        SpecificationDigest = specificationDigest;
        TableDigest = tableDigest;
        Premises = premises;
        ModelDigest = modelDigest;
        Model = model;
    }

    /// <summary>The theorem's name.</summary>
    public string Theorem { get; init; }

    /// <summary>What is claimed.</summary>
    public string Statement { get; init; }

    /// <summary>What a cell should do, in words.</summary>
    public string Specification { get; init; }

    /// <summary>Why the recursion is right if every cell does so.</summary>
    public string Induction { get; init; }

    /// <summary>What a cell looks at, see <see cref="CertificateDomain"/>.</summary>
    internal CertificateDomain Domain { get; init; }

    /// <summary>Points of the local domain that were checked.</summary>
    public long PointsChecked { get; init; }

    /// <summary>The smallest lead of the right symbol before the snap.</summary>
    public float SmallestMargin { get; init; }

    /// <summary>The number of the point where it is that small.</summary>
    public long MarginPoint { get; init; }

    /// <summary>SHA-256 of the specification as a table, in hexadecimal.</summary>
    public string SpecificationDigest { get; init; }

    /// <summary>SHA-256 of the rule's table, in hexadecimal.</summary>
    public string TableDigest { get; init; }

    /// <summary>The premises that were checked.</summary>
    internal IReadOnlyList<CheckedPremise> Premises { get; init; }

    /// <summary>SHA-256 of the model file, in hexadecimal.</summary>
    public string ModelDigest { get; init; }

    /// <summary>The model file.</summary>
    public ReadOnlyMemory<byte> Model { get; init; }

    /// <summary>The certificate of a proof.</summary>
    /// <param name="theorem">The theorem.</param>
    /// <param name="model">The model file that it was proved of.</param>
    /// <param name="proof">A proof that holds.</param>
    /// <exception cref="ArgumentException">It does not hold.</exception>
    public static Certificate Of(ITheorem theorem, ReadOnlyMemory<byte> model, Proof proof)
    {
        ArgumentNullException.ThrowIfNull(theorem);
        ArgumentNullException.ThrowIfNull(proof);
        return proof.Holds
            ? new Certificate(
                theorem.Name, theorem.Statement, theorem.SpecificationText, theorem.Induction,
                CertificateDomain.Of(theorem.Specification.Shape), proof.Points, proof.SmallestMargin, proof.MarginPoint,
                proof.SpecificationDigest, proof.TableDigest, proof.Premises, DigestOf(model.Span), model)
            : throw new ArgumentException("What does not hold has no certificate.", nameof(proof));
    }

    /// <summary>The SHA-256 of a file, in lower-case hexadecimal.</summary>
    internal static string DigestOf(ReadOnlySpan<byte> file) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
}
