namespace TinyRecursion.Tasks.Grids;

/// <summary>
/// The eight symmetries of a grid, numbered as the published data builders number them: 0 leaves it, 1 to 3 turn it by
/// as many quarters against the clock, 4 mirrors left and right, 5 mirrors up and down, 6 transposes, 7 transposes along
/// the other diagonal (a quarter turn, then left and right mirrored).
/// </summary>
/// <remarks>
/// A symmetry is told by where a cell of the result comes from: its row and column are exchanged or not, then either is
/// counted from the other end or not. Three yes-or-no answers make eight.
/// </remarks>
internal static class Dihedral
{
    /// <summary>The number of symmetries.</summary>
    public const int Count = 8;

    private const int Exchanged = 1, RowReversed = 2, ColumnReversed = 4;

    private static ReadOnlySpan<byte> Answers =>
    [
        0, Exchanged | ColumnReversed, RowReversed | ColumnReversed, Exchanged | RowReversed,
        ColumnReversed, RowReversed, Exchanged, Exchanged | RowReversed | ColumnReversed,
    ];

    private static ReadOnlySpan<byte> Inverses => [0, 3, 2, 1, 4, 5, 6, 7];

    /// <summary>The symmetry that undoes another.</summary>
    /// <param name="symmetry">0 to 7.</param>
    public static int Inverse(int symmetry) => Inverses[Checked(symmetry)];

    /// <summary>The symmetry that does one and then another.</summary>
    /// <param name="first">0 to 7.</param>
    /// <param name="second">0 to 7.</param>
    public static int Compose(int first, int second)
    {
        int before = Answers[Checked(first)], after = Answers[Checked(second)];
        // The first one's exchange is asked after the second's reversals, and turns rows into columns.
        int reversed = (before & Exchanged) == 0
            ? after & (RowReversed | ColumnReversed)
            : ((after & RowReversed) != 0 ? ColumnReversed : 0) | ((after & ColumnReversed) != 0 ? RowReversed : 0);
        return Answers.IndexOf((byte)(((before ^ after) & Exchanged) | ((before & (RowReversed | ColumnReversed)) ^ reversed)));
    }

    /// <summary>Whether a symmetry exchanges the numbers of rows and columns.</summary>
    /// <param name="symmetry">0 to 7.</param>
    public static bool ExchangesSides(int symmetry) => (Answers[Checked(symmetry)] & Exchanged) != 0;

    /// <summary>The size of the result.</summary>
    /// <param name="symmetry">0 to 7.</param>
    /// <param name="rows">Of the grid it is done to.</param>
    /// <param name="columns">Of the grid it is done to.</param>
    public static (int Rows, int Columns) SizeAfter(int symmetry, int rows, int columns) =>
        ExchangesSides(symmetry) ? (columns, rows) : (rows, columns);

    /// <summary>Where a cell of the result comes from: its index, row by row, in the grid that the symmetry is done to.</summary>
    /// <param name="symmetry">0 to 7.</param>
    /// <param name="rows">Of the grid it is done to.</param>
    /// <param name="columns">Of the grid it is done to.</param>
    /// <param name="row">Of the result, from 0.</param>
    /// <param name="column">Of the result, from 0.</param>
    public static int Source(int symmetry, int rows, int columns, int row, int column)
    {
        int answers = Answers[Checked(symmetry)];
        if ((answers & Exchanged) != 0)
        {
            (row, column) = (column, row);
        }

        row = (answers & RowReversed) != 0 ? rows - 1 - row : row;
        column = (answers & ColumnReversed) != 0 ? columns - 1 - column : column;
        return (row * columns) + column;
    }

    /// <summary>Does a symmetry to a grid.</summary>
    /// <param name="symmetry">0 to 7.</param>
    /// <param name="cells">The grid, row by row.</param>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    /// <returns>The result row by row; <see cref="SizeAfter"/> tells its size.</returns>
    /// <exception cref="ArgumentException">The number of cells does not fit the size.</exception>
    public static byte[] Apply(int symmetry, ReadOnlySpan<byte> cells, int rows, int columns)
    {
        var result = new byte[cells.Length];
        Apply(symmetry, cells, rows, columns, result);
        return result;
    }

    /// <summary>Does a symmetry to a grid of any kind of cell.</summary>
    /// <typeparam name="T">What a cell holds.</typeparam>
    /// <param name="symmetry">0 to 7.</param>
    /// <param name="cells">The grid, row by row.</param>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    /// <param name="result">Receives the result row by row; not the grid itself.</param>
    /// <exception cref="ArgumentException">The number of cells or the length of the result does not fit the size.</exception>
    public static void Apply<T>(int symmetry, ReadOnlySpan<T> cells, int rows, int columns, Span<T> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (cells.Length != (long)rows * columns || result.Length != cells.Length)
        {
            throw new ArgumentException($"{cells.Length} cells and room for {result.Length}, a grid of {rows}×{columns} has {(long)rows * columns}.");
        }

        (int rowsAfter, int columnsAfter) = SizeAfter(symmetry, rows, columns);
        for (int row = 0; row < rowsAfter; row++)
        {
            for (int column = 0; column < columnsAfter; column++)
            {
                result[(row * columnsAfter) + column] = cells[Source(symmetry, rows, columns, row, column)];
            }
        }
    }

    private static int Checked(int symmetry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)symmetry, (uint)Count, nameof(symmetry));
        return symmetry;
    }
}
