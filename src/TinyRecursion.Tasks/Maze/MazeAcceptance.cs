namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Whether marks are an answer that <see cref="MazeChecker"/> accepts, asked after every step of a run: the shortest path
/// is searched once, and marks of another number are refused without a look at where they are. Immutable and safe to
/// share between threads.
/// </summary>
internal sealed class MazeAcceptance
{
    private readonly MazeBoard _board;

    /// <summary>Searches the maze once.</summary>
    /// <param name="board">The maze.</param>
    public MazeAcceptance(MazeBoard board)
    {
        (_board, ShortestMoves) = (board, MazePaths.ShortestMoves(board));
    }

    /// <summary>The fewest moves, null where there is no path.</summary>
    public int? ShortestMoves { get; }

    /// <summary>Whether marks are one of the shortest paths, or none where there is none. Allocates nothing.</summary>
    /// <param name="marked">For each cell whether it is marked; only free cells may be, as <see cref="MazeGrid.Decode"/> marks them.</param>
    public bool Accepts(ReadOnlySpan<bool> marked)
    {
        int count = marked.Count(true);
        if (ShortestMoves is not { } moves)
        {
            return count == 0;
        }

        if (count != moves - 1)
        {
            return false;
        }

        // As many marks as a shortest path has: they are one if a walk over new marks gets to the goal with the last.
        // No shortest path touches itself, so that there is never a second mark to choose.
        int before = -1, cell = _board.Start;
        for (int taken = 0; taken < count; taken++)
        {
            int next = NextMark(cell, before, marked);
            if (next < 0)
            {
                return false;
            }

            (before, cell) = (cell, next);
        }

        return Touches(cell, _board.Goal);
    }

    private int NextMark(int cell, int before, ReadOnlySpan<bool> marked)
    {
        for (int direction = 0; direction < MazeGrid.Degree; direction++)
        {
            int next = MazeGrid.Neighbour(cell, direction, _board.Rows, _board.Columns);
            if (next >= 0 && next != before && marked[next])
            {
                return next;
            }
        }

        return -1;
    }

    private bool Touches(int cell, int other)
    {
        for (int direction = 0; direction < MazeGrid.Degree; direction++)
        {
            if (MazeGrid.Neighbour(cell, direction, _board.Rows, _board.Columns) == other)
            {
                return true;
            }
        }

        return false;
    }
}
