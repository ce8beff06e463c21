using System.Numerics;
using TinyRecursion.Execution;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// For each entry of a value the least and the greatest number that it can be. In floating point an entry without a bound goes from minus to plus
/// infinity and may also be not a number. Treated as immutable.
/// </summary>
/// <typeparam name="T"><see cref="double"/> for rules in floating point, <see cref="short"/> for rules in integers.</typeparam>
/// <param name="Low">The least, rows × columns.</param>
/// <param name="High">The greatest, rows × columns; nowhere below <paramref name="Low"/>.</param>
internal sealed record Box<T>(Matrix<T> Low, Matrix<T> High)
    where T : unmanaged, INumber<T>
{
    /// <summary>Rows of the value.</summary>
    public int Rows => Low.Rows;

    /// <summary>Columns of the value.</summary>
    public int Columns => Low.Columns;

    /// <summary>The box that holds one value alone.</summary>
    public static Box<T> Point(Matrix<T> value) => new(value, value);

    /// <summary>The box of one least and one greatest number for every entry.</summary>
    public static Box<T> Filled(int rows, int columns, T low, T high)
    {
        var box = new Box<T>(new Matrix<T>(rows, columns), new Matrix<T>(rows, columns));
        Array.Fill(box.Low.Values, low);
        Array.Fill(box.High.Values, high);
        return box;
    }

    /// <summary>The box of a function that keeps the order of its argument, entry by entry or as a whole.</summary>
    public Box<T> Map(Func<Matrix<T>, Matrix<T>> rising) => new(rising(Low), ReferenceEquals(Low, High) ? Low : rising(High));

    /// <summary>The place of the first entry of a value that is outside, or -1. An entry that is not a number is outside unless it has no bound.</summary>
    /// <param name="value">Rows × columns.</param>
    public int FirstOutside(ReadOnlySpan<T> value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!(value[i] >= Low.Values[i] && value[i] <= High.Values[i]) && !(T.IsNegativeInfinity(Low.Values[i]) && T.IsPositiveInfinity(High.Values[i])))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether another box of the same shape lies within.</summary>
    public bool Holds(Box<T> other) => FirstOutside(other.Low.Values) < 0 && FirstOutside(other.High.Values) < 0;

    /// <summary>The least box that holds this one and another of the same shape.</summary>
    public Box<T> Hull(Box<T> other) => new(
        new Matrix<T>(Rows, Columns, [.. Low.Values.Zip(other.Low.Values, T.Min)]),
        new Matrix<T>(Rows, Columns, [.. High.Values.Zip(other.High.Values, T.Max)]));

    /// <summary>What this box and another that holds the same value have in common.</summary>
    public Box<T> Meet(Box<T> other) => new(
        new Matrix<T>(Rows, Columns, [.. Low.Values.Zip(other.Low.Values, T.Max)]),
        new Matrix<T>(Rows, Columns, [.. High.Values.Zip(other.High.Values, T.Min)]));
}
