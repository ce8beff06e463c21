using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Cli.Satisfiability;

/// <summary>What was made of a formula, and how long it took on the thread that did it.</summary>
/// <param name="Instance">The formula.</param>
/// <param name="Result">What came out.</param>
/// <param name="Elapsed">The time.</param>
internal sealed record SatisfiabilityAnswer(CnfInstance Instance, SatisfiabilityResult Result, TimeSpan Elapsed)
{
    /// <summary>Whether the formula was satisfied or refuted.</summary>
    public bool IsDecided => Result.Status != SatisfiabilityStatus.Unknown;

    /// <summary>Whether the verdict is another than what the file says.</summary>
    public bool ContradictsLabel => IsDecided && Instance.IsSatisfiable is { } label && label != (Result.Status == SatisfiabilityStatus.Satisfied);

    /// <summary>The verdict as one word.</summary>
#pragma warning disable CA1308 // The words of the JSON output are in lower case.
    public string Status => Result.Status.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
