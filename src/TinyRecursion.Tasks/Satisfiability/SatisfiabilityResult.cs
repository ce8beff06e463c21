using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>What was made of a formula.</summary>
/// <param name="Status">What came out.</param>
/// <param name="Assignment">The assignment found, or the last one that was tried; null where none was.</param>
/// <param name="Verdict">What the checker says of it; null where there is none.</param>
/// <param name="Steps">Steps of the rule, all starts and the guiding of the search together.</param>
/// <param name="Nodes">Nodes of the search, the root and unit propagation among them; 0 where there was none.</param>
/// <param name="Start">The start of the rule that found the assignment, from 0; -1 where none did.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record SatisfiabilityResult(
    SatisfiabilityStatus Status, bool[]? Assignment, SatisfiabilityVerdict? Verdict, long Steps, long Nodes, int Start, HaltReason Reason);
