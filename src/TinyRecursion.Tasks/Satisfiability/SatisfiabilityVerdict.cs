namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>The checker's verdict on an assignment.</summary>
/// <param name="Unsatisfied">Clauses without a true literal.</param>
/// <param name="Reasons">The first few of them in words.</param>
internal sealed record SatisfiabilityVerdict(int Unsatisfied, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether every clause has a true literal.</summary>
    public bool IsSatisfied => Unsatisfied == 0;

    /// <summary>The verdict in one line.</summary>
    public override string ToString() => IsSatisfied
        ? "satisfied"
        : string.Join("; ", Reasons) + (Unsatisfied > Reasons.Count ? $"; and {Unsatisfied - Reasons.Count} more" : string.Empty);
}
