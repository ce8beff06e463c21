namespace TinyRecursion.Tasks.Maze;

/// <summary>The signs that one maze uses for walls and for free cells: one for each, so that none is taken for another by mistake.</summary>
internal struct MazeSigns
{
    private char _wall;
    private char _free;

    /// <summary>The sign that the maze used before for what another sign stands for; null where there is no clash.</summary>
    /// <param name="symbol">The sign.</param>
    /// <param name="cell">What it stands for.</param>
    public char? Clash(char symbol, MazeCell cell)
    {
        if (cell is not (MazeCell.Wall or MazeCell.Free))
        {
            return null;
        }

        ref char seen = ref cell == MazeCell.Wall ? ref _wall : ref _free;
        seen = seen == default ? symbol : seen;
        return seen == symbol ? null : seen;
    }
}
