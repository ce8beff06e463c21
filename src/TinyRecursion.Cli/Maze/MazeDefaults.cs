using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Maze;

/// <summary>What mazes are made where only their side is given: as hard for their size as those of Maze-Hard.</summary>
internal static class MazeDefaults
{
    /// <summary>Where walls are 30 to 50 % of the cells, as on the 30×30 of Maze-Hard.</summary>
    public static (int Minimum, int Maximum) Walls(int side) => (side * side * 3 / 10, Math.Min(side * side / 2, (side * side) - 2));

    /// <summary>
    /// The fewest moves. Maze-Hard asks for more than 3.6 times the side. A smaller board has hardly any way so long, so
    /// that there less is asked for: the side to the power of 1.38, which meets 3.6 times the side at 30.
    /// </summary>
    public static int Moves(int side) =>
        side < 30 ? Math.Max(1, (int)Math.Pow(side, 1.38)) : (int)(3.6 * side) + 1;

    /// <summary>Options of the generator; what is null follows from the side.</summary>
    public static MazeGeneratorOptions For(int side, int? moves, int? minimumWalls, int? maximumWalls)
    {
        (int minimum, int maximum) = Walls(side);
        // One bound given beyond the default of the other moves that along.
        int least = minimumWalls ?? Math.Min(minimum, maximumWalls ?? maximum);
        return new MazeGeneratorOptions
        {
            Side = side,
            MinimumMoves = moves ?? Moves(side),
            MinimumWalls = least,
            MaximumWalls = maximumWalls ?? Math.Max(maximum, least),
        };
    }
}
