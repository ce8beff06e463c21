namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>What came out for a formula.</summary>
public enum SatisfiabilityStatus
{
    /// <summary>Nothing: an assignment was not found, which does not mean that there is none.</summary>
    Unknown,

    /// <summary>An assignment was found that the checker accepts.</summary>
    Satisfied,

    /// <summary>It is proved that there is none.</summary>
    Refuted,
}
