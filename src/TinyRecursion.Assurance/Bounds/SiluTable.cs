using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// <see cref="IntegerOperations.Silu"/> of every 16-bit entry, for one exponent, with the least and the greatest of each block of 256, so that the range over an
/// interval is exact and quickly found. Immutable; tables are made once and shared between threads.
/// </summary>
internal sealed class SiluTable
{
    private const int Block = 256;
    private const int Entries = 1 << 16;

    private static readonly SiluTable?[] Made = new SiluTable?[IntegerConstants.GreatestExponent + 1];

    private readonly int _exponent;
    private readonly short[] _values;
    private readonly double[] _errors = new double[Entries / Block];
    private readonly short[] _least = new short[Entries / Block];
    private readonly short[] _greatest = new short[Entries / Block];

    private SiluTable(int exponent)
    {
        _exponent = exponent;
        var entries = new short[Entries];
        for (int i = 0; i < Entries; i++)
        {
            entries[i] = (short)(i + short.MinValue);
        }

        _values = IntegerOperations.Silu(new Matrix<short>(1, Entries, entries), exponent).Values;
        for (int block = 0; block < _least.Length; block++)
        {
            ReadOnlySpan<short> values = _values.AsSpan(block * Block, Block);
            (_least[block], _greatest[block]) = (short.MaxValue, short.MinValue);
            foreach (short value in values)
            {
                (_least[block], _greatest[block]) = (Math.Min(_least[block], value), Math.Max(_greatest[block], value));
            }

            for (int i = 0; i < Block; i++)
            {
                double exact = Math.ScaleB(FloatIntervals.Silu(Math.ScaleB((block * Block) + i + short.MinValue, -exponent)), exponent);
                _errors[block] = Math.Max(_errors[block], Math.Abs(values[i] - exact));
            }
        }
    }

    /// <summary>The table of an exponent, from 0.</summary>
    public static SiluTable Of(int exponent) => Made[exponent] ??= new SiluTable(exponent);

    /// <summary>The least and the greatest value of all entries of an interval.</summary>
    public (short Low, short High) Range(short low, short high)
    {
        int from = low - short.MinValue, to = high - short.MinValue;
        short least = _values[from], most = least;
        while (from <= to)
        {
            if (from % Block == 0 && from + Block - 1 <= to)
            {
                (least, most) = (Math.Min(least, _least[from / Block]), Math.Max(most, _greatest[from / Block]));
                from += Block;
            }
            else
            {
                (least, most) = (Math.Min(least, _values[from]), Math.Max(most, _values[from]));
                from++;
            }
        }

        return (least, most);
    }

    /// <summary>A line along the function over an interval of entries: that of the exact function, and how far the table is from it there.</summary>
    public ZonotopeCurves.Line Line(double low, double high)
    {
        ZonotopeCurves.Line exact = ZonotopeCurves.Silu(Math.ScaleB(low, -_exponent), Math.ScaleB(high, -_exponent));
        double error = 0;
        for (int block = ((int)low - short.MinValue) / Block; block <= ((int)high - short.MinValue) / Block; block++)
        {
            error = Math.Max(error, _errors[block]);
        }

        return new ZonotopeCurves.Line(exact.Slope, Math.ScaleB(exact.Offset, _exponent), Math.ScaleB(exact.Noise, _exponent) + error);
    }
}
