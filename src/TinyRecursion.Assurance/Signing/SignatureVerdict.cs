namespace TinyRecursion.Assurance.Signing;

/// <summary>What verifying a signature gave.</summary>
/// <param name="Failure">The first thing that does not hold, or null where all does.</param>
/// <param name="Files">The files that the signature covers, in its order; none where it does not hold.</param>
public sealed record SignatureVerdict(string? Failure, IReadOnlyList<string> Files)
{
    /// <summary>Whether the files are those that the holder of the key signed.</summary>
    public bool Holds => Failure is null;
}
