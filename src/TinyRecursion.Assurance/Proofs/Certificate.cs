namespace TinyRecursion.Assurance.Proofs;

/// <summary>
/// A claim with all that someone else needs to check it: the theorem in words, the alphabets, what was counted and
/// measured, and the model itself.
/// </summary>
/// <param name="Theorem">The theorem's name.</param>
/// <param name="Statement">What is claimed.</param>
/// <param name="Specification">What a cell should do, in words.</param>
/// <param name="Induction">Why the recursion is right if every cell does so.</param>
/// <param name="Domain">What a cell looks at, see <see cref="CertificateDomain"/>.</param>
/// <param name="PointsChecked">Points of the local domain that were checked.</param>
/// <param name="SmallestMargin">The smallest lead of the right symbol before the snap.</param>
/// <param name="MarginPoint">The number of the point where it is that small.</param>
/// <param name="SpecificationDigest">SHA-256 of the specification as a table, in hexadecimal.</param>
/// <param name="TableDigest">SHA-256 of the rule's table, in hexadecimal.</param>
/// <param name="Premises">The premises that were checked.</param>
/// <param name="ModelDigest">SHA-256 of the model file, in hexadecimal.</param>
/// <param name="Model">The model file.</param>
public sealed record Certificate(
    string Theorem, string Statement, string Specification, string Induction, CertificateDomain Domain,
    long PointsChecked, float SmallestMargin, long MarginPoint, string SpecificationDigest, string TableDigest,
    IReadOnlyList<CheckedPremise> Premises, string ModelDigest, ReadOnlyMemory<byte> Model)
{
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
