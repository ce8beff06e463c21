using TinyRecursion.Models;

namespace TinyRecursion.Assurance.Proofs;

/// <summary>
/// Checks a certificate from its own contents: runs the model that it holds on every point again and compares
/// everything that it claims. Neither the trainer nor the program that made it takes part.
/// </summary>
public static class CertificateChecker
{
    /// <summary>What a certificate that holds establishes.</summary>
    public const string Establishes =
        "the embedded model's rule, run here in the form in which it runs otherwise, gives what the specification asks at every "
        + "point of its local domain, and every premise of the induction holds";

    /// <summary>What is taken for granted.</summary>
    public const string TakesForGranted =
        "the induction, which is an argument for people to read; this program's specification and checker; that "
        + "its kernels compute a cell alike wherever it stands, which its tests show; the .NET runtime and "
        + "this machine's floating-point arithmetic";

    /// <summary>Checks a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="threads">Threads, at least one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FormatException">The theorem is unknown, or the model cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CertificateVerdict Check(Certificate certificate, string name, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(name);
        ITheorem theorem = Theorems.Find(certificate.Theorem)
            ?? throw CertificateReader.Error(
                name, $"field 'theorem': expected one of {string.Join(", ", Theorems.All.Select(known => known.Name))}, found {ModelFormatException.Quote(certificate.Theorem)}");
        if (Certificate.DigestOf(certificate.Model.Span) != certificate.ModelDigest)
        {
            return new CertificateVerdict("the embedded model is not the one whose digest is given", 0);
        }

        using var stream = new MemoryStream(certificate.Model.ToArray());
        Model model = Model.Load(stream, $"{name}, model");
        Proof proof;
        try
        {
            proof = Prover.Prove(theorem, model, threads, cancellation);
        }
        catch (ArgumentException error)
        {
            return new CertificateVerdict($"the theorem is not about the embedded model: {error.Message}", 0);
        }

        return new CertificateVerdict(
            proof.Counterexample is { } counterexample
                ? $"{proof.Wrong} of {proof.Points} points are wrong, the first: {counterexample}"
                : FirstDifference(certificate, Certificate.Of(theorem, certificate.Model, proof)),
            proof.Points);
    }

    private static string? FirstDifference(Certificate claimed, Certificate found)
    {
        (string Field, bool Same)[] fields =
        [
            ("statement", claimed.Statement == found.Statement),
            ("specification", claimed.Specification == found.Specification),
            ("induction", claimed.Induction == found.Induction),
            ("domain", claimed.Domain == found.Domain),
            ("pointsChecked", claimed.PointsChecked == found.PointsChecked),
            ("smallestMargin", claimed.SmallestMargin.Equals(found.SmallestMargin)),
            ("marginPoint", claimed.MarginPoint == found.MarginPoint),
            ("premises", claimed.Premises.SequenceEqual(found.Premises)),
            ("specificationDigest", claimed.SpecificationDigest == found.SpecificationDigest),
            ("tableDigest", claimed.TableDigest == found.TableDigest),
        ];
        return fields.FirstOrDefault(field => !field.Same).Field is { } wrong
            ? $"field '{wrong}' is not what is found here"
            : null;
    }
}
