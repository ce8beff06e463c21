namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Breadth-first search, and of all shortest ways the one that published labels show: neighbours are visited in the order
/// down, left, right, up, whoever discovers a cell first is its parent, and the way is walked back from the goal.
/// </summary>
/// <remarks>This is plain code without a model; rules are never helped by it.</remarks>
public static class MazeSolver
{
    /// <summary>The moves from a cell to every other.</summary>
    /// <param name="board">The maze.</param>
    /// <param name="from">A cell, counted row by row from 0.</param>
    /// <returns>For each cell the number of moves, -1 where there is no way.</returns>
    public static int[] Distances(MazeBoard board, int from)
    {
        ArgumentNullException.ThrowIfNull(board);
        return Search(board, from, cell => board.Cells[cell] != MazeCell.Wall).Distances;
    }

    /// <summary>The fewest moves from start to goal.</summary>
    /// <param name="board">The maze.</param>
    /// <returns>The moves, at least 1; null where there is no way.</returns>
    public static int? ShortestMoves(MazeBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        int moves = Distances(board, board.Start)[board.Goal];
        return moves < 0 ? null : moves;
    }

    /// <summary>The shortest way that published labels show.</summary>
    /// <param name="board">The maze.</param>
    /// <returns>The cells from start to goal, both included; null where there is no way.</returns>
    public static IReadOnlyList<int>? Path(MazeBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        return PathTo(board.Goal, Search(board, board.Start, cell => board.Cells[cell] != MazeCell.Wall));
    }

    /// <summary>The shortest way that published labels show, as marks.</summary>
    /// <param name="board">The maze.</param>
    /// <returns>The cells between start and goal; null where there is no way.</returns>
    public static MazeMarks? Label(MazeBoard board) =>
        Path(board) is { } path ? new MazeMarks(board.Rows, board.Columns, path.Skip(1).SkipLast(1)) : null;

    /// <summary>Searches over the cells that may be entered.</summary>
    /// <returns>Moves to each cell and the cell before it, -1 for none.</returns>
    internal static (int[] Distances, int[] Parents) Search(MazeBoard board, int from, Func<int, bool> mayEnter)
    {
        int count = board.Cells.Length, head = 0, tail = 0;
        int[] distances = new int[count], parents = new int[count], queue = new int[count];
        distances.AsSpan().Fill(-1);
        parents.AsSpan().Fill(-1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)count, nameof(from));
        distances[from] = 0;
        for (queue[tail++] = from; head < tail;)
        {
            int cell = queue[head++], column = cell % board.Columns;
            // Down, left, right, up: the order decides between ways of the same length.
            Visit(cell + board.Columns, cell + board.Columns < count);
            Visit(cell - 1, column > 0);
            Visit(cell + 1, column < board.Columns - 1);
            Visit(cell - board.Columns, cell >= board.Columns);

            void Visit(int next, bool exists)
            {
                if (exists && distances[next] < 0 && mayEnter(next))
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
}
