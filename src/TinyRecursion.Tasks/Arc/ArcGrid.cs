using System.Text;

namespace TinyRecursion.Tasks.Arc;

/// <summary>
/// A grid of 1 to 30 rows and columns of colours from 0 to 9. Equal to a grid of the same size and colours. Immutable
/// and safe to share between threads.
/// </summary>
internal sealed class ArcGrid : IEquatable<ArcGrid>
{
    /// <summary>The most rows and the most columns.</summary>
    public const int MaximumSide = 30;

    /// <summary>The number of colours.</summary>
    public const int ColourCount = 10;

    private readonly byte[] _cells;

    /// <summary>Creates a grid.</summary>
    /// <param name="rows">1 to 30.</param>
    /// <param name="columns">1 to 30.</param>
    /// <param name="cells">Row by row, 0 to 9.</param>
    /// <exception cref="ArgumentException">The number of cells or a colour does not fit.</exception>
    public ArcGrid(int rows, int columns, ReadOnlySpan<byte> cells)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MaximumSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, MaximumSide);
        if (cells.Length != rows * columns)
        {
            throw new ArgumentException($"{cells.Length} cells, a grid of {rows}×{columns} has {rows * columns}.", nameof(cells));
        }

        int wrong = cells.IndexOfAnyExceptInRange((byte)0, (byte)(ColourCount - 1));
        if (wrong >= 0)
        {
            throw new ArgumentException($"Colour {cells[wrong]} in cell {wrong}, expected 0 to 9.", nameof(cells));
        }

        (Rows, Columns, _cells) = (rows, columns, cells.ToArray());
    }

    /// <summary>The number of rows, 1 to 30.</summary>
    public int Rows { get; }

    /// <summary>The number of columns, 1 to 30.</summary>
    public int Columns { get; }

    /// <summary>The colours row by row.</summary>
    public ReadOnlySpan<byte> Cells => _cells;

    /// <summary>The colour at a place.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public int this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return _cells[(row * Columns) + column];
        }
    }

    /// <summary>Reads what <see cref="ToString"/> writes: rows of digits with a slash between them.</summary>
    /// <param name="text">Such as <c>012/340</c>.</param>
    /// <exception cref="FormatException">The text is no such grid.</exception>
    public static ArcGrid Parse(string text)
    {
        int columns = text.IndexOf('/', StringComparison.Ordinal);
        columns = columns < 0 ? text.Length : columns;
        int rows = (text.Length + 1) / (columns + 1);
        if (columns is < 1 or > MaximumSide || rows > MaximumSide || (rows * (columns + 1)) - 1 != text.Length)
        {
            throw new FormatException("Expected 1 to 30 rows of 1 to 30 digits, equally long, with a slash between them.");
        }

        var cells = new byte[rows * columns];
        for (int i = 0; i < text.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns + 1);
            if (column == columns ? text[i] != '/' : !char.IsAsciiDigit(text[i]))
            {
                throw new FormatException($"Expected {(column == columns ? "a slash" : "a digit")} at character {i + 1}.");
            }

            if (column < columns)
            {
                cells[(row * columns) + column] = (byte)(text[i] - '0');
            }
        }

        return new ArcGrid(rows, columns, cells);
    }

    public bool Equals(ArcGrid? other) =>
        other is not null && Columns == other.Columns && _cells.AsSpan().SequenceEqual(other._cells);

    public override bool Equals(object? obj) => Equals(obj as ArcGrid);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Columns);
        hash.AddBytes(_cells);
        return hash.ToHashCode();
    }

    /// <summary>The grid on one line: rows of digits with a slash between them.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Rows * (Columns + 1));
        for (int cell = 0; cell < _cells.Length; cell++)
        {
            if (cell > 0 && cell % Columns == 0)
            {
                text.Append('/');
            }

            text.Append((char)('0' + _cells[cell]));
        }

        return text.ToString();
    }
}
