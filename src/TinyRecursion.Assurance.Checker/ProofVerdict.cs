namespace TinyRecursion.Assurance.Checker;

/// <summary>The verdict on one proof.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Task">The task, such as <c>maze</c>.</param>
/// <param name="Claim">What is claimed, such as <c>shortest</c>.</param>
/// <param name="Failure">The reason why it is rejected, with the place; null where it is accepted.</param>
public sealed record ProofVerdict(int Line, string Task, string Claim, string? Failure);
