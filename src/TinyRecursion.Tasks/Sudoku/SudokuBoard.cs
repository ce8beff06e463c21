namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// A Sudoku board of any box size, complete or not. Only the form is checked here; see <see cref="SudokuChecker"/>
/// for the rules. Immutable and safe to share between threads.
/// </summary>
public sealed class SudokuBoard : IEquatable<SudokuBoard>
{
    /// <summary>The smallest box size: 2, a 4×4 board.</summary>
    public const int MinimumBoxSize = 2;

    /// <summary>The largest box size: 5, a 25×25 board.</summary>
    public const int MaximumBoxSize = 5;

    private const string Symbols = ".123456789ABCDEFGHIJKLMNOP";

    private readonly byte[] _cells;

    /// <summary>Creates a board with square boxes.</summary>
    /// <param name="boxSize">Side of a box, 2 to 5; the board's side is its square.</param>
    /// <param name="digits">Row by row; 0 for an empty cell, else 1 to the side.</param>
    /// <exception cref="ArgumentException">The number of cells or a digit does not fit the size.</exception>
    public SudokuBoard(int boxSize, ReadOnlySpan<byte> digits)
        : this(OfBoxes(boxSize, digits))
    {
    }

    /// <summary>Creates a board of the size that its cells have.</summary>
    /// <param name="digits">16, 36, 81, 256 or 625, row by row; 0 for an empty cell, else 1 to the side.</param>
    /// <exception cref="ArgumentException">No board has so many cells, or a digit does not fit the size.</exception>
    public SudokuBoard(ReadOnlySpan<byte> digits)
    {
        Side = SideOf(digits.Length);
        if (Side == 0)
        {
            throw new ArgumentException($"{digits.Length} cells, a board has 16, 36, 81, 256 or 625.", nameof(digits));
        }

        foreach (byte digit in digits)
        {
            if (digit > Side)
            {
                throw new ArgumentException($"Digit {digit} is above {Side}.", nameof(digits));
            }
        }

        _cells = digits.ToArray();
    }

    /// <summary>The rows of a box, 2 to 5; it has as many columns, but three on 6×6 boards.</summary>
    public int BoxSize => BoxRows(Side);

    /// <summary>The side of the board and the number of digits: 4, 6, 9, 16 or 25.</summary>
    public int Side { get; }

    /// <summary>The number of board cells.</summary>
    public int CellCount => Side * Side;

    /// <summary>The digits row by row, 0 for empty.</summary>
    public ReadOnlySpan<byte> Cells => _cells;

    /// <summary>The number of cells that are not empty.</summary>
    public int ClueCount => _cells.Count(digit => digit != 0);

    /// <summary>Whether no cell is empty.</summary>
    public bool IsComplete => !_cells.Contains((byte)0);

    /// <summary>The digit at a place, 0 for empty.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public int this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Side, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Side, nameof(column));
            return _cells[(row * Side) + column];
        }
    }

    /// <summary>How a digit is written: <c>.</c>, <c>1</c> to <c>9</c>, then letters from <c>A</c>.</summary>
    /// <param name="digit">0 to 25.</param>
    public static char Symbol(int digit) => Symbols[digit];

    /// <summary>The digit that a character stands for, or -1; <c>. 0 _ * -</c> are empty, letters of either case.</summary>
    public static int Digit(char symbol) =>
        symbol is '0' or '_' or '*' or '-' ? 0 : Symbols.IndexOf(symbol is >= 'a' and <= 'z' ? (char)(symbol - 'a' + 'A') : symbol, StringComparison.Ordinal);

    /// <summary>The side of a board with this many cells, or 0 if there is none.</summary>
    internal static int SideOf(int cells) => cells switch { 16 => 4, 36 => 6, 81 => 9, 256 => 16, 625 => 25, _ => 0 };

    /// <summary>The rows of a box on a board of this side.</summary>
    internal static int BoxRows(int side) => side switch { 4 or 6 => 2, 9 => 3, 16 => 4, _ => 5 };

    /// <summary>The box that a cell lies in, counted row by row.</summary>
    internal static int BoxOf(int row, int column, int side)
    {
        int rows = BoxRows(side);
        return (row / rows * rows) + (column / (side / rows));
    }

    private static ReadOnlySpan<byte> OfBoxes(int boxSize, ReadOnlySpan<byte> digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(boxSize, MinimumBoxSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(boxSize, MaximumBoxSize);
        int cells = boxSize * boxSize * boxSize * boxSize;
        return digits.Length == cells ? digits : throw new ArgumentException($"{digits.Length} cells, a board with boxes of {boxSize}×{boxSize} has {cells}.", nameof(digits));
    }

    /// <inheritdoc/>
    public bool Equals(SudokuBoard? other) => other is not null && _cells.AsSpan().SequenceEqual(other._cells);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SudokuBoard);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_cells);
        return hash.ToHashCode();
    }

    /// <summary>The board on one line, as files have it.</summary>
    public override string ToString() => string.Create(_cells.Length, _cells, (text, cells) =>
    {
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = Symbols[cells[i]];
        }
    });
}
