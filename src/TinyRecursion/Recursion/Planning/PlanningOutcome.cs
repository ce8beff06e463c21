namespace TinyRecursion.Recursion.Planning;

/// <summary>
/// How a search for a plan ended: with <see cref="HaltReason.Verified"/> and a plan that was replayed, with
/// <see cref="HaltReason.Refuted"/> when every state that can be reached was looked at and none is a goal, with the limit at
/// which it gave up, or with <see cref="HaltReason.DeadEnd"/>.
/// </summary>
/// <param name="Answer">The plan, or null.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Steps">States estimated.</param>
public sealed record PlanningOutcome(Plan? Answer, HaltReason Reason, long Steps) : Outcome<Plan>(Answer, Reason, Steps)
{
    /// <summary>States estimated.</summary>
    public long Nodes => Steps;

    /// <summary>States whose successors were listed.</summary>
    public long Expanded { get; init; }

    /// <summary>The most actions that any state looked at lies from the start.</summary>
    public int Depth { get; init; }

    /// <summary>The lowest estimate met: how far from a goal a search that gave up still was.</summary>
    public float Closest { get; init; }

    /// <summary>The most bytes that the search's structures held at one time.</summary>
    public long PeakBytes { get; init; }
}
