namespace TinyRecursion.Assurance.NetworkChecker;

/// <summary>The verdict on a proof that a network keeps a property.</summary>
/// <param name="Boxes">The boxes whose bounds were worked out, until the first that fails.</param>
/// <param name="StatementLength">The bytes at the beginning of the file that state network and property; what follows is the proof.</param>
/// <param name="Failure">The reason why it is rejected, with the place; null where it is accepted.</param>
public sealed record NetworkProofVerdict(long Boxes, int StatementLength, string? Failure);
