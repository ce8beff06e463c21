namespace TinyRecursion.Assurance.Verification.Search;

/// <summary>A part cut off a box.</summary>
/// <param name="Input">The input.</param>
/// <param name="IsLower">Whether the part lies at the lower side.</param>
/// <param name="Value">Where it ends.</param>
/// <param name="Row">The constraint that fails in all of it.</param>
internal readonly record struct BoxCut(int Input, bool IsLower, double Value, int Row);
