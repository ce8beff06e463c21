namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Cells of a board that are marked as the path from start to goal, without those two. Any set; whether it is a path is for
/// <see cref="MazeChecker"/> to say. Equal to the same set on a board of the same size. Immutable and safe to share
/// between threads.
/// </summary>
internal sealed class MazeMarks : IEquatable<MazeMarks>
{
    /// <summary>How a marked cell is written.</summary>
    public const char Symbol = 'o';

    private readonly bool[] _marked;

    /// <summary>Marks cells.</summary>
    /// <param name="rows">1 to <see cref="MazeBoard.MaximumSide"/>.</param>
    /// <param name="columns">1 to <see cref="MazeBoard.MaximumSide"/>.</param>
    /// <param name="cells">The marked cells, counted row by row from 0, in any order.</param>
    /// <exception cref="ArgumentException">There is no such cell.</exception>
    public MazeMarks(int rows, int columns, IEnumerable<int> cells)
    {
        MazeBoard.CheckSides(rows, columns);
        (Rows, Columns, _marked) = (rows, columns, new bool[rows * columns]);
        foreach (int cell in cells)
        {
            _marked[(uint)cell < (uint)_marked.Length
                ? cell
                : throw new ArgumentException($"Cell {cell}, a board of {rows}×{columns} has {rows * columns}.", nameof(cells))] = true;
        }

        Count = _marked.AsSpan().Count(true);
    }

    private MazeMarks(int rows, int columns, bool[] marked) =>
        (Rows, Columns, _marked, Count) = (rows, columns, marked, marked.AsSpan().Count(true));

    /// <summary>The board's number of rows.</summary>
    public int Rows { get; }

    /// <summary>The board's number of columns.</summary>
    public int Columns { get; }

    /// <summary>The number of marked cells.</summary>
    public int Count { get; }

    /// <summary>The marked cells in ascending order.</summary>
    public IEnumerable<int> Cells => Enumerable.Range(0, _marked.Length).Where(cell => _marked[cell]);

    /// <summary>For each cell, row by row, whether it is marked.</summary>
    public ReadOnlySpan<bool> Marked => _marked;

    /// <summary>Whether a cell is marked.</summary>
    /// <param name="cell">Counted row by row from 0.</param>
    public bool this[int cell] => _marked[cell];

    /// <summary>Marks cells.</summary>
    /// <param name="rows">1 to <see cref="MazeBoard.MaximumSide"/>.</param>
    /// <param name="columns">1 to <see cref="MazeBoard.MaximumSide"/>.</param>
    /// <param name="marked">For each cell, row by row, whether it is marked; copied.</param>
    /// <exception cref="ArgumentException">There are not as many as the board has cells.</exception>
    public static MazeMarks Of(int rows, int columns, ReadOnlySpan<bool> marked)
    {
        MazeBoard.CheckSides(rows, columns);
        return marked.Length == rows * columns
            ? new MazeMarks(rows, columns, marked.ToArray())
            : throw new ArgumentException($"{marked.Length} marks, a board of {rows}×{columns} has {rows * columns} cells.", nameof(marked));
    }

    public bool Equals(MazeMarks? other) =>
        other is not null && (Rows, Columns, Count) == (other.Rows, other.Columns, other.Count) && _marked.AsSpan().SequenceEqual(other._marked);

    public override bool Equals(object? obj) => Equals(obj as MazeMarks);

    public override int GetHashCode() => HashCode.Combine(Rows, Columns, Count, Cells.FirstOrDefault());

    internal void CheckSize(MazeBoard board)
    {
        if (board.Rows != Rows || board.Columns != Columns)
        {
            throw new ArgumentException($"The marks are for {Rows}×{Columns} cells, the maze has {board.Rows}×{board.Columns}.");
        }
    }
}
