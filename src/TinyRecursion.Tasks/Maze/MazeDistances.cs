namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Distances between cells of one board after another, without allocating: a generator asks for very many. A border of
/// walls saves asking where the board ends. For use by one thread at a time.
/// </summary>
internal sealed class MazeDistances
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _stride;
    private readonly bool[] _open;
    private readonly int[] _seen;
    private readonly int[] _queue;
    private int _search;
    private int _reached;

    /// <summary>Distances on boards of one size.</summary>
    public MazeDistances(int rows, int columns)
    {
        (_rows, _columns, _stride) = (rows, columns, columns + 2);
        int places = (rows + 2) * _stride;
        (_open, _seen, _queue) = (new bool[places], new int[places], new int[rows * columns]);
    }

    /// <summary>Takes the walls of another board.</summary>
    public void Load(ReadOnlySpan<MazeCell> cells)
    {
        for (int cell = 0; cell < cells.Length; cell++)
        {
            _open[Place(cell)] = cells[cell] != MazeCell.Wall;
        }
    }

    /// <summary>The moves from a cell to another, -1 where there is no path.</summary>
    public int Between(int from, int to) => Search(from, Place(to)) is (var moves, true) ? moves : -1;

    /// <summary>Whether the board is sure to have no path of so many moves, told by one search.</summary>
    /// <remarks>
    /// Two cells that a third reaches are at most twice its farthest distance apart, and a path takes a cell more than
    /// moves. A cell near the middle says the most.
    /// </remarks>
    public bool HasNoPathOf(int moves)
    {
        int cells = _rows * _columns, middle = (_rows / 2 * _columns) + (_columns / 2), free = _open.AsSpan().Count(true);
        for (int away = 0; away < cells; away++)
        {
            int cell = (middle + away) % cells;
            if (_open[Place(cell)])
            {
                int farthest = Search(cell, goal: 0).Moves;
                return 2 * farthest < moves && free - _reached <= moves;
            }
        }

        return true;
    }

    /// <summary>Searches until the goal is found, or all that can be reached.</summary>
    private (int Moves, bool Found) Search(int from, int goal)
    {
        // A cell was seen in this search if it bears its number, so nothing need be cleared.
        int search = ++_search, head = 0, tail = 0, stride = _stride, moves = 0;
        _queue[tail++] = Place(from);
        _seen[_queue[0]] = search;
        for (; head < tail; moves++)
        {
            for (int end = tail; head < end; head++)
            {
                int cell = _queue[head];
                if (cell == goal)
                {
                    return (moves, true);
                }

                tail = Visit(cell + stride, search, tail);
                tail = Visit(cell - 1, search, tail);
                tail = Visit(cell + 1, search, tail);
                tail = Visit(cell - stride, search, tail);
            }
        }

        _reached = tail;
        return (moves - 1, false);
    }

    private int Visit(int cell, int search, int tail)
    {
        if (_open[cell] && _seen[cell] != search)
        {
            _seen[cell] = search;
            _queue[tail++] = cell;
        }

        return tail;
    }

    private int Place(int cell) => ((cell / _columns) + 1) * _stride + (cell % _columns) + 1;
}
