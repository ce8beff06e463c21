namespace TinyRecursion.Tasks.Maze;

/// <summary>What mazes to make. The defaults make mazes like Maze-Hard.</summary>
internal sealed record MazeGeneratorOptions
{
    /// <summary>How walls are laid out.</summary>
    public MazeKind Kind { get; init; } = MazeKind.Walls;

    /// <summary>The number of rows, 1 to <see cref="MazeBoard.MaximumSide"/>.</summary>
    public int Rows { get; init; } = 30;

    /// <summary>The number of columns, 1 to <see cref="MazeBoard.MaximumSide"/>; at least two cells in all.</summary>
    public int Columns { get; init; } = 30;

    /// <summary>The fewest walls, from 0. Not for <see cref="MazeKind.Perfect"/>.</summary>
    public int MinimumWalls { get; init; } = 270;

    /// <summary>The most walls; two cells stay free. Not for <see cref="MazeKind.Perfect"/>.</summary>
    public int MaximumWalls { get; init; } = 450;

    /// <summary>The fewest moves from start to goal, from 1; 0 for mazes in which no path leads there.</summary>
    public int MinimumMoves { get; init; } = 109;

    /// <summary>The starts and goals tried in one layout of walls, from 1.</summary>
    public int Pairs { get; init; } = 50;

    /// <summary>The layouts tried for one maze before it is given up, from 1.</summary>
    public int MaximumLayouts { get; init; } = 100_000;

    internal void Check()
    {
        MazeBoard.CheckSides(Rows, Columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(Rows * Columns, 2, nameof(Columns));
        ArgumentOutOfRangeException.ThrowIfNegative(MinimumWalls);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumWalls, MinimumWalls);
        if (Kind == MazeKind.Walls)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumWalls, (Rows * Columns) - 2);
        }

        ArgumentOutOfRangeException.ThrowIfNegative(MinimumMoves);
        ArgumentOutOfRangeException.ThrowIfLessThan(Pairs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumLayouts, 1);
    }
}
