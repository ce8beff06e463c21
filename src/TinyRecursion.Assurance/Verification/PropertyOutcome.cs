namespace TinyRecursion.Assurance.Verification;

/// <summary>The outcome of verifying a property.</summary>
/// <param name="Status">What is known of it.</param>
/// <param name="Reason">Why it is not known; null where it is.</param>
/// <param name="Inputs">For a violated property the point, exactly, as decimals or fractions.</param>
/// <param name="Outputs">For a violated property the network's outputs there, exactly.</param>
/// <param name="Proof">For a property that holds the proof, which <see cref="NetworkChecker.NetworkProofChecker"/> has accepted.</param>
/// <param name="Boxes">The boxes that were searched.</param>
/// <param name="Searching">The time that the search took.</param>
/// <param name="Checking">The time that checking the proof took.</param>
public sealed record PropertyOutcome(
    PropertyStatus Status, string? Reason, IReadOnlyList<string>? Inputs, IReadOnlyList<string>? Outputs, ReadOnlyMemory<byte> Proof, long Boxes,
    TimeSpan Searching, TimeSpan Checking);
