namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Breadth-first search, and of all shortest paths the one that published labels show: neighbours are visited in the order
/// down, left, right, up, whoever discovers a cell first is its parent, and the path is walked back from the goal.
/// </summary>
/// <remarks>This is plain code without a model; rules are never helped by it.</remarks>
internal static class MazePaths
{
    /// <summary>The moves from a cell to every other.</summary>
    /// <param name="board">The maze.</param>
    /// <param name="from">A cell, counted row by row from 0.</param>
    /// <returns>For each cell the number of moves, -1 where there is no path.</returns>
    public static int[] Distances(MazeBoard board, int from)
    {
        return Search(board, from, Open(board)).Distances;
    }

    /// <summary>The fewest moves from start to goal.</summary>
    /// <param name="board">The maze.</param>
    /// <returns>The moves, at least 1; null where there is no path.</returns>
    public static int? ShortestMoves(MazeBoard board)
    {
        int moves = Distances(board, board.Start)[board.Goal];
        return moves < 0 ? null : moves;
    }

    /// <summary>The shortest path that published labels show.</summary>
    /// <param name="board">The maze.</param>
    /// <returns>The cells from start to goal, both included; null where there is no path.</returns>
    public static IReadOnlyList<int>? Path(MazeBoard board)
    {
        return PathTo(board.Goal, Search(board, board.Start, Open(board)));
    }

    /// <summary>The shortest path that published labels show, as marks.</summary>
    /// <param name="board">The maze.</param>
    /// <returns>The cells between start and goal; null where there is no path.</returns>
    public static MazeMarks? Label(MazeBoard board) =>
        Path(board) is { } path ? new MazeMarks(board.Rows, board.Columns, path.Skip(1).SkipLast(1)) : null;

    /// <summary>
    /// Where the path to the goal leaves a cell that published labels would show if the start were there: to the first
    /// neighbour, in the order down, left, right, up, that is nearer to the goal.
    /// </summary>
    /// <param name="board">The maze.</param>
    /// <param name="cell">A cell, counted row by row from 0.</param>
    /// <param name="distances">The moves from the goal to each cell, as <see cref="Distances"/> counts them.</param>
    /// <returns>The direction as <see cref="MazeGrid"/> numbers it, -1 for the goal and where there is no path.</returns>
    public static int FirstMove(MazeBoard board, int cell, ReadOnlySpan<int> distances)
    {
        for (int direction = 0; distances[cell] > 0 && direction < MazeGrid.Degree; direction++)
        {
            int next = MazeGrid.Neighbour(cell, direction, board.Rows, board.Columns);
            if (next >= 0 && distances[next] == distances[cell] - 1)
            {
                return direction;
            }
        }

        return -1;
    }

    /// <summary>Searches over the cells that may be entered.</summary>
    /// <param name="board">The maze.</param>
    /// <param name="from">The cell to start from; it need not be one that may be entered.</param>
    /// <param name="open">For each cell whether it may be entered.</param>
    /// <returns>Moves to each cell and the cell before it, -1 for none.</returns>
    internal static (int[] Distances, int[] Parents) Search(MazeBoard board, int from, ReadOnlySpan<bool> open)
    {
        int count = board.Cells.Length, head = 0, tail = 0;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)count, nameof(from));
        int[] distances = new int[count], parents = new int[count], queue = new int[count];
        distances.AsSpan().Fill(-1);
        parents.AsSpan().Fill(-1);
        distances[from] = 0;
        for (queue[tail++] = from; head < tail;)
        {
            int cell = queue[head++];
            // Down, left, right, up: the order decides between paths of the same length.
            for (int direction = 0; direction < MazeGrid.Degree; direction++)
            {
                int next = MazeGrid.Neighbour(cell, direction, board.Rows, board.Columns);
                if (next >= 0 && distances[next] < 0 && open[next])
                {
                    (distances[next], parents[next], queue[tail++]) = (distances[cell] + 1, cell, next);
                }
            }
        }

        return (distances, parents);
    }

    internal static List<int>? PathTo(int goal, (int[] Distances, int[] Parents) found)
    {
        if (found.Distances[goal] < 0)
        {
            return null;
        }

        var path = new List<int>();
        for (int cell = goal; cell >= 0; cell = found.Parents[cell])
        {
            path.Add(cell);
        }

        path.Reverse();
        return path;
    }

    private static bool[] Open(MazeBoard board)
    {
        var open = new bool[board.Cells.Length];
        for (int cell = 0; cell < open.Length; cell++)
        {
            open[cell] = board.Cells[cell] != MazeCell.Wall;
        }

        return open;
    }
}
