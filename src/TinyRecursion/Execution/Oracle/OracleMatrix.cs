using System.Numerics;

namespace TinyRecursion.Execution.Oracle;

/// <summary>A plain matrix without padding, the only data structure of <see cref="ScalarOracle{T}"/>.</summary>
/// <typeparam name="T">The number type, such as <see cref="double"/>.</typeparam>
internal sealed class OracleMatrix<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates a matrix of zeros.</summary>
    /// <param name="rows">Rows, zero or more.</param>
    /// <param name="columns">Columns, zero or more.</param>
    public OracleMatrix(int rows, int columns)
        : this(rows, columns, new T[checked(rows * columns)])
    {
    }

    /// <summary>Wraps an array; it is not copied.</summary>
    /// <param name="rows">Rows, zero or more.</param>
    /// <param name="columns">Columns, zero or more.</param>
    /// <param name="values">The entries row by row, <paramref name="rows"/> × <paramref name="columns"/> of them.</param>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public OracleMatrix(int rows, int columns, T[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"{values.Length} values, expected {rows} × {columns}.", nameof(values));
        }

        Rows = rows;
        Columns = columns;
        Values = values;
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The entries row by row.</summary>
    public T[] Values { get; }

    /// <summary>One entry.</summary>
    /// <param name="row">The row, <c>0..Rows-1</c>.</param>
    /// <param name="column">The column, <c>0..Columns-1</c>.</param>
    public T this[int row, int column]
    {
        get => Values[(row * Columns) + column];
        set => Values[(row * Columns) + column] = value;
    }
}
