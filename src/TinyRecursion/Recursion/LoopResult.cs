namespace TinyRecursion.Recursion;

/// <summary>How a loop on a session ended.</summary>
/// <param name="Steps">Steps taken.</param>
/// <param name="Reason">Why it ended.</param>
internal readonly record struct LoopResult(int Steps, HaltReason Reason);
