namespace TinyRecursion.Tasks.Maze;

/// <summary>What mazes are made where only their size is given: as hard for their size as those of Maze-Hard.</summary>
internal static class MazeDefaults
{
    /// <summary>Where walls are 30 to 50 % of the cells, as on the 30×30 of Maze-Hard.</summary>
    /// <param name="rows">The board's rows.</param>
    /// <param name="columns">Its columns; at least two cells in all.</param>
    public static (int Minimum, int Maximum) Walls(int rows, int columns)
    {
        int cells = rows * columns;
        return (Math.Min(cells * 3 / 10, cells - 2), Math.Min(cells / 2, cells - 2));
    }

    /// <summary>
    /// The fewest moves. Maze-Hard asks for more than 3.6 times the side. A smaller board has hardly any path so long, so
    /// that there less is asked for: the side to the power of 1.38, which meets 3.6 times the side at 30. On one larger
    /// than 60 such a path is rare again, since most layouts are open or shut all over: 2.5 times the side is asked for.
    /// The side of a rectangle is the mean of both.
    /// </summary>
    /// <param name="rows">The board's rows.</param>
    /// <param name="columns">Its columns.</param>
    public static int Moves(int rows, int columns)
    {
        double side = (rows + columns) / 2.0;
        return side < 30 ? Math.Max(1, (int)Math.Pow(side, 1.38)) : (int)((side > 60 ? 2.5 : 3.6) * side) + 1;
    }

    /// <summary>Options of the generator; what is null follows from the size.</summary>
    /// <param name="kind">How walls are laid out.</param>
    /// <param name="rows">The board's rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="moves">The fewest moves, 0 for mazes without a path.</param>
    /// <param name="minimumWalls">The fewest walls.</param>
    /// <param name="maximumWalls">The most walls.</param>
    public static MazeGeneratorOptions For(MazeKind kind, int rows, int columns, int? moves = null, int? minimumWalls = null, int? maximumWalls = null)
    {
        (int minimum, int maximum) = Walls(rows, columns);
        // One bound given beyond the default of the other moves that along.
        int least = minimumWalls ?? Math.Min(minimum, maximumWalls ?? maximum);
        return new MazeGeneratorOptions
        {
            Kind = kind,
            Rows = rows,
            Columns = columns,
            MinimumMoves = moves ?? (kind == MazeKind.Perfect ? Math.Max(1, (rows + columns) / 2) : Moves(rows, columns)),
            MinimumWalls = least,
            MaximumWalls = maximumWalls ?? Math.Max(maximum, least),
        };
    }
}
