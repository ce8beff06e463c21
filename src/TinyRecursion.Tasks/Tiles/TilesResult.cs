using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>What a search for moves came to.</summary>
/// <param name="Reason">
/// <see cref="HaltReason.Verified"/> with moves that <see cref="TilesChecker"/> accepted, <see cref="HaltReason.Refuted"/>
/// where it is proved that no moves order the board, or why it was given up.
/// </param>
/// <param name="Moves">The moves, empty without a plan.</param>
/// <param name="Nodes">Boards estimated.</param>
/// <param name="Depth">The most moves that any board looked at lies from the start.</param>
/// <param name="Closest">The lowest estimate met, in moves.</param>
/// <param name="PeakBytes">The most bytes that the search held.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record TilesResult(
    HaltReason Reason, IReadOnlyList<TilesMove> Moves, long Nodes, int Depth, float Closest, long PeakBytes, TimeSpan Elapsed)
{
    /// <summary>Whether there are moves that order the board.</summary>
    public bool IsSolved => Reason == HaltReason.Verified;
}
