namespace TinyRecursion.Tasks.Maze;

/// <summary>How the walls of generated mazes are laid out.</summary>
internal enum MazeKind
{
    /// <summary>Walls on random cells, as in Maze-Hard: open ground with very many shortest paths.</summary>
    Walls,

    /// <summary>
    /// Corridors that form a tree (a random depth-first walk over every second row and column): between two cells there is
    /// one path and no other. An even number of rows or columns ends in a wall.
    /// </summary>
    Perfect,
}
