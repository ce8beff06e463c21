using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// What <see cref="IntegerProduct"/> makes of its sums, for sums that are given in the order of their columns; to the bit.
/// Immutable and safe to share between threads.
/// </summary>
internal sealed unsafe class IntegerSums
{
    private const int Block = Padding.Lanes;

    private readonly int _stride;
    private readonly PinnedArray<int> _shifts;
    private readonly PinnedArray<int> _halves;
    private readonly PinnedArray<short> _multipliers;
    private readonly PinnedArray<short> _biases;

    /// <summary>Lays the numbers of a map out.</summary>
    public IntegerSums(IntegerLinear map)
    {
        _stride = Padding.Stride(map.Columns);
        (_shifts, _halves) = (new PinnedArray<int>(_stride), new PinnedArray<int>(_stride));
        (_multipliers, _biases) = (new PinnedArray<short>(_stride), new PinnedArray<short>(_stride));
        for (int column = 0; column < map.Columns; column++)
        {
            (_shifts.Start[column], _halves.Start[column]) = (map.Shifts[column], (1 << map.Shifts[column]) >> 1);
            (_multipliers.Start[column], _biases.Start[column]) = (map.Multipliers[column], map.Biases[column]);
        }
    }

    /// <summary>Shifts, multiplies and adds.</summary>
    /// <param name="y">Receives rows × columns, the latter padded.</param>
    /// <param name="sums">As many sums, each within what <see cref="IntegerLinear.LargestColumn"/> allows; of others any result may come.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="accumulate">Whether to add to what y holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(short* y, int* sums, int rows, bool accumulate)
    {
        int* shifts = _shifts.Start, halves = _halves.Start;
        short* multipliers = _multipliers.Start, biases = _biases.Start;
        for (int row = 0; row < rows; row++, y += _stride, sums += _stride)
        {
            for (int j = 0; j < _stride; j += Block)
            {
                Vector512<int> shifted = IntegerVectors.ShiftRight(Vector512.Load(sums + j) + Vector512.Load(halves + j), Vector512.Load(shifts + j));
                Vector256<short> cut = IntegerVectors.Narrow(shifted);
                Vector256<short> entry = Vector256.AddSaturate(
                    IntegerVectors.MultiplyRounded(cut, Vector256.Load(multipliers + j)), Vector256.Load(biases + j));
                (accumulate ? Vector256.AddSaturate(Vector256.Load(y + j), entry) : entry).Store(y + j);
            }
        }
    }
}
