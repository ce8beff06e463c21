using System.Runtime.InteropServices;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// A maze: a board of 1 to 2048 rows and columns with walls, one start and one goal. One may move to the four neighbours
/// that are no walls; there is a wall around. Equal to a maze of the same size and cells. Immutable and safe to share
/// between threads.
/// </summary>
internal sealed class MazeBoard : IEquatable<MazeBoard>
{
    /// <summary>The most rows and the most columns.</summary>
    public const int MaximumSide = 2048;

    private const string Symbols = "#.SG";

    private readonly MazeCell[] _cells;

    /// <summary>Creates a maze.</summary>
    /// <param name="rows">1 to <see cref="MaximumSide"/>.</param>
    /// <param name="columns">1 to <see cref="MaximumSide"/>.</param>
    /// <param name="cells">Row by row; one start and one goal.</param>
    /// <exception cref="ArgumentException">
    /// The number of cells does not fit, or there is not one start and one goal.
    /// </exception>
    public MazeBoard(int rows, int columns, ReadOnlySpan<MazeCell> cells)
    {
        CheckSides(rows, columns);
        if (cells.Length != rows * columns)
        {
            throw new ArgumentException($"{cells.Length} cells, a maze of {rows}×{columns} has {rows * columns}.", nameof(cells));
        }

        int starts = cells.Count(MazeCell.Start), goals = cells.Count(MazeCell.Goal);
        if (starts != 1 || goals != 1 || MemoryMarshal.AsBytes(cells).ContainsAnyExceptInRange((byte)MazeCell.Wall, (byte)MazeCell.Goal))
        {
            throw new ArgumentException($"Expected walls, free cells, one start and one goal, found {starts} starts and {goals} goals.", nameof(cells));
        }

        (Rows, Columns, _cells) = (rows, columns, cells.ToArray());
        (Start, Goal) = (cells.IndexOf(MazeCell.Start), cells.IndexOf(MazeCell.Goal));
    }

    /// <summary>The number of rows, at least 1.</summary>
    public int Rows { get; }

    /// <summary>The number of columns, at least 1.</summary>
    public int Columns { get; }

    /// <summary>The cells row by row.</summary>
    public ReadOnlySpan<MazeCell> Cells => _cells;

    /// <summary>The start's cell, counted row by row from 0.</summary>
    public int Start { get; }

    /// <summary>The goal's cell, counted row by row from 0.</summary>
    public int Goal { get; }

    /// <summary>What stands at a place.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public MazeCell this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return _cells[(row * Columns) + column];
        }
    }

    /// <summary>The cell that a character stands for; null for another, such as <c>o</c>.</summary>
    /// <param name="symbol"><c>#</c> or a full block (U+2588), <c>.</c> or a space, <c>S</c>, <c>G</c>.</param>
    public static MazeCell? CellOf(char symbol) => symbol switch
    {
        '#' or '█' => MazeCell.Wall,
        '.' or ' ' => MazeCell.Free,
        'S' => MazeCell.Start,
        'G' => MazeCell.Goal,
        _ => null,
    };

    /// <summary>The maze on one line, as files have it, with <c>o</c> on marked free cells.</summary>
    /// <param name="marks">Marks on a board of this size.</param>
    /// <exception cref="ArgumentException">The marks are of another size.</exception>
    public string ToString(MazeMarks marks)
    {
        marks.CheckSize(this);
        return string.Create(_cells.Length, (_cells, marks), (text, state) =>
        {
            for (int cell = 0; cell < text.Length; cell++)
            {
                text[cell] = state._cells[cell] == MazeCell.Free && state.marks[cell] ? MazeMarks.Symbol : Symbols[(int)state._cells[cell]];
            }
        });
    }

    /// <summary>The maze on one line, as files have it.</summary>
    public override string ToString() => ToString(new MazeMarks(Rows, Columns, []));

    public bool Equals(MazeBoard? other) =>
        other is not null && Columns == other.Columns && _cells.AsSpan().SequenceEqual(other._cells);

    public override bool Equals(object? obj) => Equals(obj as MazeBoard);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Columns);
        hash.AddBytes(MemoryMarshal.AsBytes<MazeCell>(_cells));
        return hash.ToHashCode();
    }

    /// <summary>How a cell is called in messages: row and column from 1.</summary>
    internal string NameOf(int cell) => $"r{(cell / Columns) + 1}c{(cell % Columns) + 1}";

    internal static void CheckSides(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MaximumSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, MaximumSide);
    }
}
