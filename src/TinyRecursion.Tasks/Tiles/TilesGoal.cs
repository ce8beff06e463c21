namespace TinyRecursion.Tasks.Tiles;

/// <summary>The order to reach.</summary>
internal enum TilesGoal
{
    /// <summary>The blank in the first place, then the tiles in order: 0, 1, 2, …</summary>
    BlankFirst,

    /// <summary>The tiles in order, then the blank: 1, 2, …, 0.</summary>
    BlankLast,
}
