using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// The linear map of <see cref="IntegerOperations.Linear"/> with vectors, to the bit: sums are exact, so that their order does not
/// matter. Immutable and safe to share between threads.
/// </summary>
internal sealed unsafe class IntegerProduct
{
    /// <summary>Columns of a block: what one vector of sums holds.</summary>
    private const int Block = 16;
    private const int RowsAtOnce = 4;

    private readonly int _pairs;
    private readonly int _blocks;
    private readonly int _stride;
    private readonly IntegerLinear _map;
    private readonly PinnedArray<short> _weights;
    private readonly PinnedArray<short> _column;
    private readonly PinnedArray<int> _shifts;
    private readonly PinnedArray<int> _halves;
    private readonly PinnedArray<short> _multipliers;
    private readonly PinnedArray<short> _biases;

    /// <summary>Lays a map out: block by block of sixteen columns, two neighbours in turn, the weights of two rows side by side.</summary>
    public IntegerProduct(IntegerLinear map)
    {
        _map = map;
        (_pairs, _stride, _blocks) = ((map.Rows + 1) / 2, Padding.Stride(map.Columns), Padding.Stride(map.Columns) / Block);
        _weights = new PinnedArray<short>(_blocks * _pairs * 2 * Block);
        (_shifts, _halves) = (new PinnedArray<int>(_stride), new PinnedArray<int>(_stride));
        (_multipliers, _biases) = (new PinnedArray<short>(_stride), new PinnedArray<short>(_stride));
        // A map of one column, such as most readouts, is that column itself.
        _column = new PinnedArray<short>(map.Columns == 1 ? Padding.Stride(map.Rows) : 0);
        for (int row = 0; row < map.Rows && map.Columns == 1; row++)
        {
            _column.Start[row] = map.Weights[row];
        }

        for (int column = 0; column < map.Columns; column++)
        {
            (int block, int lane) = PlaceOf(column);
            short* weights = _weights.Start + ((long)(block & ~1) * _pairs * 2 * Block) + (lane * 2);
            // Of the last block, if it has no neighbour, the vectors follow each other.
            int step = (block | 1) < _blocks ? 4 * Block : 2 * Block;
            weights += (block & 1) * 2 * Block;
            for (int row = 0; row < map.Rows; row++)
            {
                weights[(row / 2 * step) + (row % 2)] = map.Weights[(row * map.Columns) + column];
            }

            // What is added before a shift makes it round: half of what is lost, nothing for no shift.
            int place = (block * Block) + lane;
            (_shifts.Start[place], _halves.Start[place]) = (map.Shifts[column], (1 << map.Shifts[column]) >> 1);
            (_multipliers.Start[column], _biases.Start[column]) = (map.Multipliers[column], map.Biases[column]);
        }
    }

    /// <summary>Entries from one row of results, or of sums, to the next.</summary>
    public int Stride => _stride;

    /// <summary>Maps a value.</summary>
    /// <param name="y">Receives rows × columns, both padded.</param>
    /// <param name="x">Rows × the map's rows, both padded.</param>
    /// <param name="xStride">Entries from one row of x to the next.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="accumulate">Whether to add to what y holds.</param>
    public void Run(short* y, short* x, int xStride, int rows, bool accumulate)
    {
        int block = 0;
        for (; block + 1 < _blocks; block += 2)
        {
            Two(y + (block * Block), x, xStride, rows, block, accumulate);
        }

        if (block < _blocks)
        {
            One(y + (block * Block), x, xStride, rows, block, accumulate);
        }
    }

    /// <summary>The sums alone.</summary>
    /// <param name="sums">Receives rows × columns, the latter padded, in their order.</param>
    /// <param name="x">Rows × the map's rows, both padded.</param>
    /// <param name="xStride">Entries from one row of x to the next.</param>
    /// <param name="rows">The number of rows.</param>
    public void Sums(int* sums, short* x, int xStride, int rows)
    {
        int* part = stackalloc int[2 * RowsAtOnce * Block];
        for (int row = 0; row < rows; row += RowsAtOnce, x += RowsAtOnce * xStride, sums += RowsAtOnce * _stride)
        {
            for (int block = 0; block < _blocks; block += 2)
            {
                int vectors = Math.Min(2, _blocks - block), first = block * Block;
                IntegerPartialSums.Run(part, x, xStride, _weights.Start + ((long)first * 2 * _pairs), 2 * _pairs, vectors);
                for (int at = 0; at < vectors * Block; at += Vector128<int>.Count)
                {
                    // Four neighbours stay together, see there.
                    (int place, int lane) = PlaceOf(first + at);
                    int* from = part + ((place - block) * Block) + lane;
                    for (int i = 0; i < Math.Min(RowsAtOnce, rows - row); i++)
                    {
                        Vector128.Load(from + (i * vectors * Block)).Store(sums + (i * _stride) + first + at);
                    }
                }
            }
        }
    }

    /// <summary>
    /// Where a column is summed: narrowing lays four sums of one vector beside four of another, and so columns of two blocks, or
    /// of the halves of a last one, are exchanged beforehand.
    /// </summary>
    private (int Block, int Lane) PlaceOf(int column)
    {
        int block = column / Block;
        if ((block | 1) < _blocks)
        {
            int within = column % (2 * Block);
            return ((block & ~1) + (within / 4 % 2), (within / 8 * 4) + (within % 4));
        }

        int lane = column % Block;
        return (block, (lane / 4 % 2 * 8) + (lane / 8 * 4) + (lane % 4));
    }

    /// <summary>Maps a value to the only column that there is.</summary>
    /// <param name="y">Receives an entry for each row.</param>
    /// <param name="x">Rows × the map's rows, padded.</param>
    /// <param name="unit">What one of the integers is.</param>
    public void RunColumn(Span<float> y, short* x, float unit)
    {
        int stride = Padding.Stride(_map.Rows), shift = _map.Shifts[0], half = (1 << shift) >> 1;
        short multiplier = _map.Multipliers[0], bias = _map.Biases[0];
        for (int row = 0; row < y.Length; row++, x += stride)
        {
            int shifted = Math.Clamp((IntegerRowKernels.Dot(x, _column.Start, stride) + half) >> shift, short.MinValue, short.MaxValue);
            y[row] = unit * Math.Clamp(IntegerArithmetic.Multiply((short)shifted, multiplier) + bias, short.MinValue, short.MaxValue);
        }
    }

    /// <summary>Two blocks, four rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Two(short* y, short* x, int xStride, int rows, int block, bool accumulate)
    {
        int at = block * Block, stride = _stride, entries = 2 * _pairs;
        short* weights = _weights.Start + ((long)at * entries);
        Vector512<int> shift0 = Vector512.Load(_shifts.Start + at), shift1 = Vector512.Load(_shifts.Start + at + Block);
        Vector512<int> half0 = Vector512.Load(_halves.Start + at), half1 = Vector512.Load(_halves.Start + at + Block);
        Vector512<short> by = Vector512.Load(_multipliers.Start + at), bias = Vector512.Load(_biases.Start + at);
        int* sums = stackalloc int[2 * RowsAtOnce * Block];
        for (int row = 0; row < rows; row += RowsAtOnce, x += RowsAtOnce * xStride, y += RowsAtOnce * stride)
        {
            Vector512<int> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            short* w = weights, a = x, b = a + xStride, c = b + xStride, d = c + xStride;
            if (Vector512.IsHardwareAccelerated)
            {
                for (nint k = 0; k < entries; k += 2, w += 4 * Block)
                {
                    Vector512<short> w0 = Vector512.Load(w), w1 = Vector512.Load(w + (2 * Block));
                    Vector512<short> xa = Vector512.Create(*(int*)(a + k)).AsInt16(), xb = Vector512.Create(*(int*)(b + k)).AsInt16();
                    Vector512<short> xc = Vector512.Create(*(int*)(c + k)).AsInt16(), xd = Vector512.Create(*(int*)(d + k)).AsInt16();
                    // All products before all sums: a processor then spreads them over its units, a fifth faster than in turn.
                    Vector512<int> pa0 = IntegerVectors.MultiplyPairs(xa, w0), pa1 = IntegerVectors.MultiplyPairs(xa, w1);
                    Vector512<int> pb0 = IntegerVectors.MultiplyPairs(xb, w0), pb1 = IntegerVectors.MultiplyPairs(xb, w1);
                    Vector512<int> pc0 = IntegerVectors.MultiplyPairs(xc, w0), pc1 = IntegerVectors.MultiplyPairs(xc, w1);
                    Vector512<int> pd0 = IntegerVectors.MultiplyPairs(xd, w0), pd1 = IntegerVectors.MultiplyPairs(xd, w1);
                    a0 += pa0;
                    a1 += pa1;
                    b0 += pb0;
                    b1 += pb1;
                    c0 += pc0;
                    c1 += pc1;
                    d0 += pd0;
                    d1 += pd1;
                }
            }
            else
            {
                IntegerPartialSums.Run(sums, x, xStride, w, entries, vectors: 2);
                (a0, a1) = (Vector512.Load(sums), Vector512.Load(sums + Block));
                (b0, b1) = (Vector512.Load(sums + (2 * Block)), Vector512.Load(sums + (3 * Block)));
                (c0, c1) = (Vector512.Load(sums + (4 * Block)), Vector512.Load(sums + (5 * Block)));
                (d0, d1) = (Vector512.Load(sums + (6 * Block)), Vector512.Load(sums + (7 * Block)));
            }

            Vector512<short> ya = Finished(a0, a1, half0, half1, shift0, shift1, by, bias);
            Vector512<short> yb = Finished(b0, b1, half0, half1, shift0, shift1, by, bias);
            Vector512<short> yc = Finished(c0, c1, half0, half1, shift0, shift1, by, bias);
            Vector512<short> yd = Finished(d0, d1, half0, half1, shift0, shift1, by, bias);
            if (accumulate)
            {
                ya = Vector512.AddSaturate(Vector512.Load(y), ya);
                yb = Vector512.AddSaturate(Vector512.Load(y + stride), yb);
                yc = Vector512.AddSaturate(Vector512.Load(y + (2 * stride)), yc);
                yd = Vector512.AddSaturate(Vector512.Load(y + (3 * stride)), yd);
            }

            ya.Store(y);
            yb.Store(y + stride);
            yc.Store(y + (2 * stride));
            yd.Store(y + (3 * stride));
        }
    }

    /// <summary>The last block, four rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void One(short* y, short* x, int xStride, int rows, int block, bool accumulate)
    {
        int at = block * Block, stride = _stride, entries = 2 * _pairs;
        short* weights = _weights.Start + ((long)at * entries);
        Vector512<int> shift = Vector512.Load(_shifts.Start + at), half = Vector512.Load(_halves.Start + at);
        Vector256<short> by = Vector256.Load(_multipliers.Start + at), bias = Vector256.Load(_biases.Start + at);
        int* sums = stackalloc int[RowsAtOnce * Block];
        for (int row = 0; row < rows; row += RowsAtOnce, x += RowsAtOnce * xStride, y += RowsAtOnce * stride)
        {
            Vector512<int> a0 = default, b0 = default, c0 = default, d0 = default;
            short* w = weights, a = x, b = a + xStride, c = b + xStride, d = c + xStride;
            if (Vector512.IsHardwareAccelerated)
            {
                for (nint k = 0; k < entries; k += 2, w += 2 * Block)
                {
                    Vector512<short> w0 = Vector512.Load(w);
                    Vector512<int> pa = IntegerVectors.MultiplyPairs(Vector512.Create(*(int*)(a + k)).AsInt16(), w0);
                    Vector512<int> pb = IntegerVectors.MultiplyPairs(Vector512.Create(*(int*)(b + k)).AsInt16(), w0);
                    Vector512<int> pc = IntegerVectors.MultiplyPairs(Vector512.Create(*(int*)(c + k)).AsInt16(), w0);
                    Vector512<int> pd = IntegerVectors.MultiplyPairs(Vector512.Create(*(int*)(d + k)).AsInt16(), w0);
                    a0 += pa;
                    b0 += pb;
                    c0 += pc;
                    d0 += pd;
                }
            }
            else
            {
                IntegerPartialSums.Run(sums, x, xStride, w, entries, vectors: 1);
                (a0, b0) = (Vector512.Load(sums), Vector512.Load(sums + Block));
                (c0, d0) = (Vector512.Load(sums + (2 * Block)), Vector512.Load(sums + (3 * Block)));
            }

            Vector256<short> ya = Finished(a0, half, shift, by, bias), yb = Finished(b0, half, shift, by, bias);
            Vector256<short> yc = Finished(c0, half, shift, by, bias), yd = Finished(d0, half, shift, by, bias);
            if (accumulate)
            {
                ya = Vector256.AddSaturate(Vector256.Load(y), ya);
                yb = Vector256.AddSaturate(Vector256.Load(y + stride), yb);
                yc = Vector256.AddSaturate(Vector256.Load(y + (2 * stride)), yc);
                yd = Vector256.AddSaturate(Vector256.Load(y + (3 * stride)), yd);
            }

            ya.Store(y);
            yb.Store(y + stride);
            yc.Store(y + (2 * stride));
            yd.Store(y + (3 * stride));
        }
    }

    /// <summary>Shifts, multiplies and adds what the sums of a row still need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Finished(
        Vector512<int> sum0, Vector512<int> sum1, Vector512<int> half0, Vector512<int> half1, Vector512<int> shift0, Vector512<int> shift1,
        Vector512<short> by, Vector512<short> bias)
    {
        Vector512<short> cut = IntegerVectors.Narrow(
            IntegerVectors.ShiftRight(sum0 + half0, shift0), IntegerVectors.ShiftRight(sum1 + half1, shift1));
        return Vector512.AddSaturate(IntegerVectors.MultiplyRounded(cut, by), bias);
    }

    /// <summary>The same of the last block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Finished(
        Vector512<int> sum, Vector512<int> half, Vector512<int> shift, Vector256<short> by, Vector256<short> bias)
    {
        Vector512<int> shifted = IntegerVectors.ShiftRight(sum + half, shift);
        Vector256<short> cut = IntegerVectors.Narrow(shifted.GetLower(), shifted.GetUpper());
        return Vector256.AddSaturate(IntegerVectors.MultiplyRounded(cut, by), bias);
    }
}
