namespace TinyRecursion.Execution.Integer;

/// <summary>How attention makes scores, in units of 1/256, of queries and keys.</summary>
/// <param name="NarrowQuery">The multiplier, in 1/32768, that makes 8-bit entries of queries; above zero.</param>
/// <param name="NarrowKey">The same of keys.</param>
/// <param name="Shift">Bits that products are shifted right by, rounding.</param>
/// <param name="Multiplier">What they are then multiplied with, in 1/32768; it holds the root of the head's width.</param>
internal sealed record IntegerScores(short NarrowQuery, short NarrowKey, int Shift, short Multiplier);
