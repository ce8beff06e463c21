namespace TinyRecursion.Recursion.Planning;

/// <summary>A search has reached a limit; caught by the search itself.</summary>
/// <param name="limit">The limit.</param>
internal sealed class PlanningLimitException(HaltReason limit) : Exception
{
    /// <summary>The limit.</summary>
    public HaltReason Limit { get; } = limit;
}
