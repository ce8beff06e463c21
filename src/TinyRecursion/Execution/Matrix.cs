using System.Numerics;

namespace TinyRecursion.Execution;

/// <summary>A plain matrix without padding, the only data structure of the oracles.</summary>
/// <typeparam name="T">The number type: <see cref="double"/> or <see cref="float"/>, or <see cref="short"/> for rules that run in integers.</typeparam>
internal sealed class Matrix<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Creates a matrix of zeros.</summary>
    /// <param name="rows">Rows, zero or more.</param>
    /// <param name="columns">Columns, zero or more.</param>
    public Matrix(int rows, int columns)
        : this(rows, columns, new T[checked(rows * columns)])
    {
    }

    /// <summary>Wraps an array; it is not copied.</summary>
    /// <param name="rows">Rows, zero or more.</param>
    /// <param name="columns">Columns, zero or more.</param>
    /// <param name="values">The entries row by row, <paramref name="rows"/> × <paramref name="columns"/> of them.</param>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public Matrix(int rows, int columns, T[] values)
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
    public T[] Values { get; }

    /// <summary>One entry.</summary>
    /// <param name="row">The row, <c>0..Rows-1</c>.</param>
    /// <param name="column">The column, <c>0..Columns-1</c>.</param>
    public T this[int row, int column]
    {
        get => Values[(row * Columns) + column];
        set => Values[(row * Columns) + column] = value;
    }

    /// <summary>One row.</summary>
    /// <param name="row">The row, <c>0..Rows-1</c>.</param>
    public Span<T> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>Checks that it is a state of some cells.</summary>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public void RequireState(int cells, int width)
    {
        if ((Rows, Columns) != (cells, width))
        {
            throw new ArgumentException($"The state is {Rows} × {Columns}, expected {cells} × {width}.");
        }
    }
}
