using TinyRecursion.Recursion;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Cli.Tiles;

/// <summary>Results in words.</summary>
internal static class TilesReport
{
    /// <summary>A result's status in JSON.</summary>
    public static string StatusOf(TilesResult result) => result.Reason switch
    {
        HaltReason.Verified => "solved",
        HaltReason.Refuted => "unreachable",
        _ => "gave up",
    };

    /// <summary>Why there are no moves, and how far the search came.</summary>
    public static string ReasonOf(TilesResult result) => result.Reason switch
    {
        HaltReason.Refuted => "no sequence of moves reaches the goal",
        HaltReason.DeadEnd => $"gave up: the beam lost every way, {Far(result)}; try a wider --beam",
        HaltReason.StepLimit => $"gave up at the limit on nodes, {Far(result)}",
        HaltReason.TimeLimit => $"gave up at the limit on time, {Far(result)}",
        HaltReason.MemoryLimit => $"gave up at the limit on memory, {Far(result)}",
        _ => throw new System.Diagnostics.UnreachableException(result.Reason.ToString()),
    };

    private static string Far(TilesResult result) => float.IsFinite(result.Closest)
        ? $"after {result.Nodes} boards and {result.Depth} moves, about {result.Closest:f0} moves from the goal"
        : "before the first board";
}
