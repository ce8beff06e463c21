using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TinyRecursion.Problems;

namespace TinyRecursion.Execution;

/// <summary>Kernels that only move or compare entries, the same in floating point and in integers: what <see cref="CommonOperations{T}"/> mean, fast.</summary>
internal static unsafe class CommonKernels
{
    /// <summary>
    /// Writes the symbols of all rows. Nothing but comparisons, which no instruction set does otherwise; blocks are narrow
    /// and start anywhere in a row, so it goes entry by entry.
    /// </summary>
    /// <param name="y">Receives the symbols; not <paramref name="x"/>.</param>
    /// <param name="x">The values.</param>
    /// <param name="rows">Rows without padding.</param>
    /// <param name="width">True width, a multiple of <paramref name="block"/>.</param>
    /// <param name="block">Entries per block.</param>
    /// <param name="one">What a symbol's entry holds.</param>
    public static void Snap<T>(T* y, T* x, int rows, int width, int block, T one)
        where T : unmanaged, INumber<T>
    {
        int stride = Padding.Stride(width);
        NativeMemory.Clear(y, (nuint)rows * (nuint)(stride * sizeof(T)));
        for (int i = 0; i < rows; i++, x += stride, y += stride)
        {
            for (int at = 0; at < width; at += block)
            {
                int winner = Symbol(x + at, block) - 1;
                if (winner >= 0)
                {
                    y[at + winner] = one;
                }
            }
        }
    }

    /// <summary>The symbol of a block: 0 if nothing is above zero, else one more than the place of the first of its largest entries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Symbol<T>(T* x, int block)
        where T : unmanaged, INumber<T>
    {
        int symbol = 0;
        T largest = T.Zero;
        for (int j = 0; j < block; j++)
        {
            // Not a number is above nothing.
            if (x[j] > largest)
            {
                (largest, symbol) = (x[j], j + 1);
            }
        }

        return symbol;
    }

    /// <summary>Gathers the neighbours of all cells.</summary>
    /// <param name="y">Receives cells × (width · degree), padded.</param>
    /// <param name="x">Cells × width, padded.</param>
    /// <param name="relation">The neighbours.</param>
    /// <param name="width">True width of x.</param>
    public static void Gather<T>(T* y, T* x, NeighbourRelation relation, int width)
        where T : unmanaged
    {
        int stride = Padding.Stride(width);
        fixed (int* neighbours = relation.Neighbours)
        {
            // Rows that follow each other whole, with their padding, need no more than to be copied.
            if (relation.Degree == 1 || width == stride)
            {
                CopyRows((byte*)y, (byte*)x, neighbours, relation.Neighbours.Length, stride * sizeof(T));
            }
            else
            {
                CopyEntries(y, x, neighbours, relation, width);
            }
        }
    }

    private static void CopyRows(byte* y, byte* x, int* neighbours, int count, int bytes)
    {
        for (int* at = neighbours, end = at + count; at < end; at++)
        {
            byte* row = x + ((long)*at * bytes);
            // Blocks of 16-bit entries, or of wider ones, fill vectors of 256 bits.
            for (int i = 0; i < bytes; i += Vector256<byte>.Count, y += Vector256<byte>.Count)
            {
                (*at == NeighbourRelation.None ? default : Vector256.Load(row + i)).Store(y);
            }
        }
    }

    private static void CopyEntries<T>(T* y, T* x, int* neighbours, NeighbourRelation relation, int width)
        where T : unmanaged
    {
        int stride = Padding.Stride(width), outStride = Padding.Stride(width * relation.Degree);
        for (int cell = 0; cell < relation.Cells; cell++, y += outStride)
        {
            new Span<T>(y, outStride).Clear();
            for (int slot = 0; slot < relation.Degree; slot++, neighbours++)
            {
                if (*neighbours != NeighbourRelation.None)
                {
                    new ReadOnlySpan<T>(x + ((long)*neighbours * stride), width).CopyTo(new Span<T>(y + (slot * width), width));
                }
            }
        }
    }

    /// <summary><c>y[j, i] = x[i, j]</c>; the columns of y up to its stride become zeros.</summary>
    /// <param name="y">Columns × rows at row distance <paramref name="yStride"/>.</param>
    /// <param name="yStride">Entries between rows of y, at least <paramref name="rows"/>.</param>
    /// <param name="x">Rows × columns at row distance <paramref name="xStride"/>.</param>
    /// <param name="xStride">Entries between rows of x.</param>
    /// <param name="rows">Rows of x.</param>
    /// <param name="columns">Columns of x.</param>
    public static void Transpose<T>(T* y, int yStride, T* x, int xStride, int rows, int columns)
        where T : unmanaged
    {
        // Sixteen columns at a time: the lines of x that are read together stay in the cache.
        for (int from = 0; from < columns; from += 16)
        {
            int to = Math.Min(from + 16, columns);
            for (int i = 0; i < rows; i++)
            {
                T* row = x + ((long)i * xStride);
                for (int j = from; j < to; j++)
                {
                    y[((long)j * yStride) + i] = row[j];
                }
            }
        }

        for (int j = 0; j < columns; j++)
        {
            new Span<T>(y + ((long)j * yStride) + rows, yStride - rows).Clear();
        }
    }
}
