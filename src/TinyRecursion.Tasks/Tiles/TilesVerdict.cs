namespace TinyRecursion.Tasks.Tiles;

/// <summary>What a checker says of moves.</summary>
/// <param name="Reason">Why the moves do not order the board, or null where they do.</param>
public sealed record TilesVerdict(string? Reason)
{
    /// <summary>Whether the moves order the board.</summary>
    public bool IsSolved => Reason is null;
}
