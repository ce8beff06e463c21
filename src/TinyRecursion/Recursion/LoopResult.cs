namespace TinyRecursion.Recursion;

/// <summary>How a recursion ended.</summary>
/// <param name="Steps">Steps taken.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Restart">Which start of a portfolio it ended from, from 0.</param>
/// <param name="TotalSteps">Steps of this run and of those that a portfolio made before it.</param>
public readonly record struct LoopResult(int Steps, HaltReason Reason, int Restart, long TotalSteps);
