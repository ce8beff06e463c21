using System.Numerics;
using TinyRecursion.Execution;
using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Intervals through operations that only move or compare entries: exact, in floating point as in integers. Those that keep the order of their
/// argument are their own bounds, so <see cref="CommonOperations{T}"/> is asked for both ends.
/// </summary>
internal static class CommonIntervals<T>
    where T : unmanaged, INumber<T>
{
    /// <summary><see cref="Operation.Relu"/>.</summary>
    public static Box<T> Relu(Box<T> x) => x.Map(CommonOperations<T>.Relu);

    /// <summary><see cref="Operation.Transpose"/>.</summary>
    public static Box<T> Transpose(Box<T> x) => x.Map(CommonOperations<T>.Transpose);

    /// <summary><see cref="Operation.Maximum"/>.</summary>
    public static Box<T> Maximum(Box<T> x, GroupRelation relation) => x.Map(ends => CommonOperations<T>.Maximum(ends, relation));

    /// <summary><see cref="Operation.Gather"/>.</summary>
    public static Box<T> Gather(Box<T> x, NeighbourRelation relation) => x.Map(ends => CommonOperations<T>.Gather(ends, relation));

    /// <summary>
    /// <see cref="Operation.Snap"/>: an entry can be one if it can be above zero and no other of its block must be ahead of it; it is one if
    /// that holds for every value in the box.
    /// </summary>
    /// <param name="x">The value.</param>
    /// <param name="width">Entries per block.</param>
    /// <param name="one">What stands for one.</param>
    public static Box<T> Snap(Box<T> x, int width, T one)
    {
        var y = new Box<T>(new Matrix<T>(x.Rows, x.Columns), new Matrix<T>(x.Rows, x.Columns));
        T[] low = x.Low.Values, high = x.High.Values;
        for (int block = 0; block < low.Length; block += width)
        {
            for (int j = block; j < block + width; j++)
            {
                bool can = high[j] > T.Zero, must = low[j] > T.Zero;
                for (int other = block; other < block + width; other++)
                {
                    // Of equals the first is chosen.
                    if (other != j)
                    {
                        can &= other < j ? high[j] > low[other] : high[j] >= low[other];
                        must &= other < j ? low[j] > high[other] : low[j] >= high[other];
                    }
                }

                (y.Low.Values[j], y.High.Values[j]) = (must ? one : T.Zero, can ? one : T.Zero);
            }
        }

        return y;
    }

    /// <summary>
    /// The least and the greatest of Σ uⱼ vⱼ over all weights within bounds whose sum is within bounds: as much of the weight as may be goes to the
    /// least, or the greatest, of the values.
    /// </summary>
    /// <param name="values">Bounds of the values; they are sorted in place.</param>
    /// <param name="total">Bounds of the sum of the weights.</param>
    /// <param name="greatest">Whether the greatest is asked for.</param>
    /// <remarks>In double precision; what that rounds is left to the caller.</remarks>
    public static double Weighted(Span<(double Value, double Low, double High)> values, (double Low, double High) total, bool greatest)
    {
        double sum = 0, least = 0;
        values.Sort((a, b) => greatest ? b.Value.CompareTo(a.Value) : a.Value.CompareTo(b.Value));
        foreach ((double value, double low, _) in values)
        {
            sum += low * value;
            least += low;
        }

        // The rest must go somewhere up to the least total, and may go on where that helps.
        double must = total.Low - least, may = total.High - least;
        foreach ((double value, double low, double high) in values)
        {
            bool helps = greatest ? value > 0 : value < 0;
            double room = Math.Max(0, Math.Min(high - low, helps ? may : must));
            sum += room * value;
            (must, may) = (must - room, may - room);
        }

        return sum;
    }
}
