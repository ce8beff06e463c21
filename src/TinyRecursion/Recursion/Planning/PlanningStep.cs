namespace TinyRecursion.Recursion.Planning;

/// <summary>How far a search for a plan is.</summary>
/// <param name="Nodes">States estimated so far.</param>
/// <param name="Expanded">States whose successors were listed so far.</param>
/// <param name="Depth">The most actions that a state looked at lies from the start.</param>
/// <param name="Frontier">States that wait to be expanded.</param>
/// <param name="Closest">The lowest estimate met so far.</param>
public readonly record struct PlanningStep(long Nodes, long Expanded, int Depth, int Frontier, float Closest);
