namespace TinyRecursion.Tasks.Tiles;

/// <summary>The checker's verdict on moves.</summary>
/// <param name="Reason">The reason why the moves do not order the board; null where they do.</param>
internal sealed record TilesVerdict(string? Reason)
{
    /// <summary>Whether the moves order the board.</summary>
    public bool IsSolved => Reason is null;
}
