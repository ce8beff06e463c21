namespace TinyRecursion.Execution.Integer;

/// <summary>A plain matrix of 16-bit integers without padding, the only data structure of <see cref="IntegerOperations"/>.</summary>
internal sealed class IntegerMatrix
{
    /// <summary>Creates a matrix of zeros.</summary>
    /// <param name="rows">Rows, zero or more.</param>
    /// <param name="columns">Columns, zero or more.</param>
    public IntegerMatrix(int rows, int columns)
        : this(rows, columns, new short[checked(rows * columns)])
    {
    }

    /// <summary>Wraps an array; it is not copied.</summary>
    /// <param name="rows">Rows, zero or more.</param>
    /// <param name="columns">Columns, zero or more.</param>
    /// <param name="values">The entries row by row, <paramref name="rows"/> × <paramref name="columns"/> of them.</param>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public IntegerMatrix(int rows, int columns, short[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"{values.Length} values, expected {rows} × {columns}.", nameof(values));
        }

        (Rows, Columns, Values) = (rows, columns, values);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The entries row by row.</summary>
    public short[] Values { get; }

    /// <summary>One entry.</summary>
    /// <param name="row">The row, <c>0..Rows-1</c>.</param>
    /// <param name="column">The column, <c>0..Columns-1</c>.</param>
    public short this[int row, int column]
    {
        get => Values[(row * Columns) + column];
        set => Values[(row * Columns) + column] = value;
    }

    /// <summary>One row.</summary>
    /// <param name="row">The row, <c>0..Rows-1</c>.</param>
    public Span<short> Row(int row) => Values.AsSpan(row * Columns, Columns);
}
