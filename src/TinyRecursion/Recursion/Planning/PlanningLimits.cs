namespace TinyRecursion.Recursion.Planning;

/// <summary>How much a search may spend. A search ends at the first limit that it would exceed.</summary>
public sealed record PlanningLimits
{
    /// <summary>States estimated, at least one.</summary>
    public long MaximumNodes { get; init; } = long.MaxValue;

    /// <summary>
    /// Time, looked at between batches. With a time limit that is reached, how far a search gets depends on the machine.
    /// </summary>
    public TimeSpan MaximumTime { get; init; } = TimeSpan.MaxValue;

    /// <summary>
    /// Bytes of the search's own structures: nodes, queue, table of states seen. They are never exceeded, not even while a
    /// table grows; what the estimates work in comes on top.
    /// </summary>
    public long MaximumBytes { get; init; } = 1L << 30;
}
