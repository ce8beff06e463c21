using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// The linear map of <see cref="IntegerOperations.Linear"/> with vectors, to the bit: sums are exact, so that their order does not
/// matter. Immutable and safe to share between threads.
/// </summary>
internal sealed class IntegerProduct
{
    private const int Lanes = 16;
    private const int RowsAtOnce = 4;

    private readonly IntegerLinear _map;
    private readonly int _pairs;
    private readonly int _blocks;
    private readonly short[] _weights;
    private readonly int[] _multipliers;
    private readonly int[] _biases;

    /// <summary>Lays a map out: block by block of sixteen columns, the weights of two rows side by side.</summary>
    public IntegerProduct(IntegerLinear map)
    {
        (_map, _pairs, _blocks) = (map, (map.Rows + 1) / 2, (map.Columns + Lanes - 1) / Lanes);
        _weights = new short[_blocks * _pairs * 2 * Lanes];
        for (int row = 0; row < map.Rows; row++)
        {
            for (int column = 0; column < map.Columns; column++)
            {
                int block = column / Lanes, lane = column % Lanes;
                _weights[(((((block * _pairs) + (row / 2)) * Lanes) + lane) * 2) + (row % 2)] = map.Weights[(row * map.Columns) + column];
            }
        }

        _multipliers = Padded(map.Multipliers);
        _biases = Padded(map.Biases);
    }

    /// <summary>Maps a value.</summary>
    public IntegerMatrix Run(IntegerMatrix x)
    {
        var y = new IntegerMatrix(x.Rows, _map.Columns);
        var narrow = new short[RowsAtOnce * 2 * _pairs];
        Span<int> sums = stackalloc int[RowsAtOnce * Lanes];
        Span<short> finished = stackalloc short[Lanes];
        for (int first = 0; first < x.Rows; first += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, x.Rows - first);
            for (int row = 0; row < rows; row++)
            {
                Narrow(x.Row(first + row), narrow.AsSpan(row * 2 * _pairs));
            }

            // Rows that are not there are computed with what was there before, and not looked at.
            ReadOnlySpan<int> pairs = MemoryMarshal.Cast<short, int>(narrow);
            for (int block = 0; block < _blocks; block++)
            {
                Sum(pairs, block, sums);
                int columns = Math.Min(Lanes, _map.Columns - (block * Lanes));
                for (int row = 0; row < rows; row++)
                {
                    Finish(sums.Slice(row * Lanes, Lanes), block).CopyTo(finished);
                    finished[..columns].CopyTo(y.Row(first + row)[(block * Lanes)..]);
                }
            }
        }

        return y;
    }

    private void Narrow(ReadOnlySpan<short> x, Span<short> narrow)
    {
        short[] by = _map.Narrow;
        for (int k = 0; k < x.Length; k++)
        {
            narrow[k] = IntegerArithmetic.Saturate8(IntegerArithmetic.Multiply(x[k], by[k]));
        }
    }

    /// <summary>The sums of a block of columns for four rows.</summary>
    private void Sum(ReadOnlySpan<int> pairs, int block, Span<int> sums)
    {
        ReadOnlySpan<short> weights = _weights.AsSpan(block * _pairs * 2 * Lanes, _pairs * 2 * Lanes);
        Vector512<int> a = default, b = default, c = default, d = default;
        for (int pair = 0; pair < _pairs; pair++)
        {
            Vector512<short> w = Vector512.Create(weights.Slice(pair * 2 * Lanes, 2 * Lanes));
            a += Products(pairs[pair], w);
            b += Products(pairs[_pairs + pair], w);
            c += Products(pairs[(2 * _pairs) + pair], w);
            d += Products(pairs[(3 * _pairs) + pair], w);
        }

        a.CopyTo(sums);
        b.CopyTo(sums[Lanes..]);
        c.CopyTo(sums[(2 * Lanes)..]);
        d.CopyTo(sums[(3 * Lanes)..]);
    }

    /// <summary>For each of sixteen columns the sum of the products with two neighbouring rows.</summary>
    private static Vector512<int> Products(int pair, Vector512<short> weights)
    {
        Vector512<short> x = Vector512.Create(pair).AsInt16();
        if (Avx512BW.IsSupported)
        {
            return Avx512BW.MultiplyAddAdjacent(x, weights);
        }

        if (Avx2.IsSupported)
        {
            return Vector512.Create(
                Avx2.MultiplyAddAdjacent(x.GetLower(), weights.GetLower()), Avx2.MultiplyAddAdjacent(x.GetUpper(), weights.GetUpper()));
        }

        // The lower and the upper half of each 32-bit lane, with their signs.
        Vector512<int> both = weights.AsInt32();
        return ((both << 16 >> 16) * Vector512.Create(pair << 16 >> 16)) + ((both >> 16) * Vector512.Create(pair >> 16));
    }

    /// <summary>Shifts, multiplies and adds what sixteen sums still need.</summary>
    private Vector256<short> Finish(ReadOnlySpan<int> sums, int block)
    {
        Vector512<int> least = Vector512.Create((int)short.MinValue), most = Vector512.Create((int)short.MaxValue);
        Vector512<int> sum = Vector512.Create(sums);
        // Cut before a shift to the left, so that no bit is lost.
        Vector512<int> shifted = _map.Shift > 0
            ? (sum + Vector512.Create(1 << (_map.Shift - 1))) >> _map.Shift
            : Vector512.Min(Vector512.Max(sum, least), most) << -_map.Shift;
        Vector512<int> cut = Vector512.Min(Vector512.Max(shifted, least), most);
        Vector512<int> product = cut * Vector512.Create(_multipliers.AsSpan(block * Lanes, Lanes));
        Vector512<int> y = ((product + Vector512.Create(1 << (IntegerArithmetic.MultiplierBits - 1))) >> IntegerArithmetic.MultiplierBits)
            + Vector512.Create(_biases.AsSpan(block * Lanes, Lanes));
        y = Vector512.Min(Vector512.Max(y, least), most);
        return Vector256.Narrow(y.GetLower(), y.GetUpper());
    }

    private int[] Padded(short[] values)
    {
        var padded = new int[_blocks * Lanes];
        for (int i = 0; i < values.Length; i++)
        {
            padded[i] = values[i];
        }

        return padded;
    }
}
