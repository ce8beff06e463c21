namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>What was made of a formula.</summary>
/// <param name="Instance">The formula.</param>
/// <param name="Result">What came out.</param>
public sealed record SatisfiabilityAnswer(CnfInstance Instance, SatisfiabilityResult Result)
{
    /// <summary>How long it took on the thread that did it, where that was measured.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether the formula was satisfied or refuted.</summary>
    public bool IsDecided => Result.Status != SatisfiabilityStatus.Unknown;

    /// <summary>Whether the verdict is another than what the file says.</summary>
    public bool ContradictsLabel => IsDecided && Instance.IsSatisfiable is { } label && label != (Result.Status == SatisfiabilityStatus.Satisfied);

    /// <summary>The verdict as one word.</summary>
#pragma warning disable CA1308 // The words of the JSON output are in lower case.
    public string Status => Result.Status.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
