namespace TinyRecursion.Assurance.Receipts;

/// <summary>How a dispute ended.</summary>
/// <param name="FirstIsRight">Whether the first receipt is the one of the rule; null where that is not settled.</param>
/// <param name="SecondIsRight">The same of the second.</param>
/// <param name="Reason">Where they differ, and why.</param>
/// <param name="Run">The run in which they differ first; -1 for none.</param>
/// <param name="Event">The first event in which they differ; -1 where it is none.</param>
/// <param name="Rounds">Questions asked of each party.</param>
internal sealed record DisputeVerdict(bool? FirstIsRight, bool? SecondIsRight, string Reason, int Run = -1, int Event = -1, int Rounds = 0);
