namespace TinyRecursion.Recursion.Planning;

/// <summary>What a search for a plan came to.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Actions">The plan's actions in order, empty without one.</param>
/// <param name="Cost">What the plan costs, 0 without one.</param>
/// <param name="Nodes">States estimated.</param>
/// <param name="Expanded">States whose successors were listed.</param>
/// <param name="Depth">The plan's length, or the most actions that any state looked at lies from the start.</param>
/// <param name="Closest">The lowest estimate met: how far from a goal a search that gave up still was.</param>
/// <param name="Bytes">The most bytes that the search's structures held.</param>
public sealed record PlanningResult(
    PlanningEnd End, IReadOnlyList<byte> Actions, double Cost, long Nodes, long Expanded, int Depth, float Closest, long Bytes)
{
    /// <summary>Whether there is a plan.</summary>
    public bool IsFound => End == PlanningEnd.Found;
}
