namespace TinyRecursion.Tasks.Maze;

/// <summary>What stands on a cell of a maze.</summary>
internal enum MazeCell : byte
{
    /// <summary>A wall, written <c>#</c>.</summary>
    Wall,

    /// <summary>Nothing, written <c>.</c>, read as a space too.</summary>
    Free,

    /// <summary>The start, written <c>S</c>.</summary>
    Start,

    /// <summary>The goal, written <c>G</c>.</summary>
    Goal,
}
