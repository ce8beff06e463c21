using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyRecursion.Execution;

/// <summary>
/// Snaps rows to one-hot symbols. Nothing but comparisons, which no instruction set does otherwise; blocks are narrow
/// and start anywhere in a row, so it goes entry by entry.
/// </summary>
internal static unsafe class SnapKernel
{
    /// <summary>Writes the symbols of all rows.</summary>
    /// <param name="y">Receives the symbols; not <paramref name="x"/>.</param>
    /// <param name="x">The values.</param>
    /// <param name="rows">Rows without padding.</param>
    /// <param name="width">True width, a multiple of <paramref name="block"/>.</param>
    /// <param name="block">Entries per block.</param>
    /// <param name="one">What a symbol's entry holds.</param>
    public static void Run<T>(T* y, T* x, int rows, int width, int block, T one)
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
    public static int Symbol<T>(T* x, int block)
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
}
