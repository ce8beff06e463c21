using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>How a formula is to be decided.</summary>
public sealed record SatisfiabilityRunOptions
{
    /// <summary>Most steps of one start of the rule, at least one.</summary>
    public int MaximumSteps { get; init; } = 64;

    /// <summary>Starts of the rule from seeded suggestions and states, at least one.</summary>
    public int Starts { get; init; } = 256;

    /// <summary>Starts run at once, at least one; changes the speed, never the result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Seed of the starts.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether unit propagation comes first, so that the rule works on what that leaves.</summary>
    public bool Propagate { get; init; }

    /// <summary>How far complete search goes where the rule finds nothing; null for no search.</summary>
    public SearchLimits? Search { get; init; }
}
