namespace TinyRecursion.Tasks.Maze;

/// <summary>What mazes to make. The defaults make mazes like Maze-Hard.</summary>
public sealed record MazeGeneratorOptions
{
    /// <summary>The number of rows and of columns, 2 to 100.</summary>
    public int Side { get; init; } = 30;

    /// <summary>The fewest walls, from 0.</summary>
    public int MinimumWalls { get; init; } = 270;

    /// <summary>The most walls; two cells stay free.</summary>
    public int MaximumWalls { get; init; } = 450;

    /// <summary>The fewest moves from start to goal, from 1.</summary>
    public int MinimumMoves { get; init; } = 109;

    /// <summary>The starts and goals tried in one layout of walls, from 1.</summary>
    public int Pairs { get; init; } = 50;

    /// <summary>The layouts tried for one maze before it is given up, from 1.</summary>
    public int MaximumLayouts { get; init; } = 100_000;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Side, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Side, MazeBoard.MaximumSide);
        ArgumentOutOfRangeException.ThrowIfNegative(MinimumWalls);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumWalls, MinimumWalls);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumWalls, (Side * Side) - 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumMoves, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Pairs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumLayouts, 1);
    }
}
