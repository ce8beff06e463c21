using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Sequences;

/// <summary>The answer of a model to a token sequence.</summary>
/// <param name="Tokens">The token on top at each place, the first of several equal ones.</param>
/// <param name="Steps">Supervision steps of the run that gave it.</param>
/// <param name="TotalSteps">Supervision steps of all runs.</param>
/// <param name="Restart">The start that gave it, from 0.</param>
/// <param name="Reason">The reason why the run ended.</param>
/// <param name="Confidence">The probability that the halting head gives the answer of being right; 0 for a model without one.</param>
internal sealed record TokenAnswer(int[] Tokens, int Steps, long TotalSteps, int Restart, HaltReason Reason, double Confidence);
