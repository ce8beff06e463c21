namespace TinyRecursion.Recursion.Planning;

/// <summary>A search has reached a limit; caught by the search itself.</summary>
/// <param name="end">The limit.</param>
internal sealed class PlanningLimitException(PlanningEnd end) : Exception
{
    /// <summary>The limit.</summary>
    public PlanningEnd End { get; } = end;
}
