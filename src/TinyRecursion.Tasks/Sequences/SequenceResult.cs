using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Sequences;

/// <summary>What a model made of a token sequence.</summary>
/// <param name="Tokens">The token on top at each place (the first of several equal ones).</param>
/// <param name="Steps">Supervision steps taken.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Confidence">The probability that the halting head gives the answer of being right; 0 for a model without one.</param>
public sealed record SequenceResult(int[] Tokens, int Steps, HaltReason Reason, double Confidence);
