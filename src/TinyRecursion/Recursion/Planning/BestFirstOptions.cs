namespace TinyRecursion.Recursion.Planning;

/// <summary>How a best-first search weighs and batches.</summary>
public sealed record BestFirstOptions
{
    /// <summary>
    /// The factor of the estimate in "cost so far + weight · estimate", at least zero. With 1 and estimates that are never
    /// too high plans are the cheapest there are; with w &gt; 1 they cost at most w times as much and are found sooner
    /// (Pohl 1970).
    /// </summary>
    public float Weight { get; init; } = 1f;

    /// <summary>
    /// States taken from the queue and expanded at once, at least one, so that a learned rule estimates many together
    /// (arXiv 1805.07470). More are quicker and look at a few states in vain; the promise of <see cref="Weight"/> holds.
    /// </summary>
    public int BatchSize { get; init; } = 256;
}
