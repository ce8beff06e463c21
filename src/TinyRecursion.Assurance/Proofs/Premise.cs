using TinyRecursion.Execution.Finite;

namespace TinyRecursion.Assurance.Proofs;

/// <summary>A finite fact about a rule's table that an induction uses.</summary>
/// <param name="Name">A short name.</param>
/// <param name="Statement">The fact.</param>
/// <param name="Check">Checks it over the table, point by point; pure.</param>
internal sealed record Premise(string Name, string Statement, Func<FiniteMachine, PremiseResult> Check);
