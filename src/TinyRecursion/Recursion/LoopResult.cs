namespace TinyRecursion.Recursion;

/// <summary>How a recursion ended.</summary>
/// <param name="Steps">Steps taken.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Restart">Which start it ended from: 0 for zeros, above for seeded random states.</param>
public readonly record struct LoopResult(int Steps, HaltReason Reason, int Restart);
