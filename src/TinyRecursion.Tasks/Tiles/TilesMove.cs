namespace TinyRecursion.Tasks.Tiles;

/// <summary>The direction in which a tile slides into the blank; written by its first letter.</summary>
internal enum TilesMove
{
    /// <summary>The tile right of the blank slides left.</summary>
    Left,

    /// <summary>The tile left of the blank slides right.</summary>
    Right,

    /// <summary>The tile below the blank slides up.</summary>
    Up,

    /// <summary>The tile above the blank slides down.</summary>
    Down,
}
