namespace TinyRecursion.Assurance.Verification;

/// <summary>How far a verification has come.</summary>
/// <param name="Case">The case of the unsafe set, from 1.</param>
/// <param name="Cases">The number of cases.</param>
/// <param name="Boxes">The boxes searched.</param>
/// <param name="Safe">The share of the case's box that is shown to be safe, from 0 to 1.</param>
public readonly record struct VerificationProgress(int Case, int Cases, long Boxes, double Safe);
