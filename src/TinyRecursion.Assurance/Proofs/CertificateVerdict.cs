namespace TinyRecursion.Assurance.Proofs;

/// <summary>What checking a certificate gave.</summary>
/// <param name="Failure">The first thing that does not hold, or null where all does.</param>
/// <param name="Points">Points of the local domain that were checked anew.</param>
public sealed record CertificateVerdict(string? Failure, long Points)
{
    /// <summary>Whether everything that the certificate claims was found again.</summary>
    public bool Holds => Failure is null;
}
