using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// The sums of four rows of a product for processors whose vectors have 256 bits or fewer: half a vector of sums at a time, since all of
/// them would not fit into the registers. Where vectors have 128 bits, two take the place of one; a loop of its own for them was a tenth
/// faster at most.
/// </summary>
internal static unsafe class IntegerPartialSums
{
    private const int Rows = 4, Sums = 16;

    /// <summary>Sums rows times weights.</summary>
    /// <param name="sums">Receives for each row so many vectors of 16 sums.</param>
    /// <param name="x">The first row.</param>
    /// <param name="xStride">Entries from one row to the next.</param>
    /// <param name="weights">For each pair of entries of a row so many vectors of 16 pairs of weights.</param>
    /// <param name="entries">Entries of a row, an even number.</param>
    /// <param name="vectors">Vectors of sums of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int* sums, short* x, int xStride, short* weights, int entries, int vectors)
    {
        const int Part = Sums / 2;
        short* a = x, b = a + xStride, c = b + xStride, d = c + xStride;
        int step = vectors * 2 * Sums, width = vectors * Sums;
        for (int at = 0; at < width; at += 2 * Part, weights += 4 * Part)
        {
            Vector256<int> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            short* w = weights;
            for (nint k = 0; k < entries; k += 2, w += step)
            {
                Vector256<short> w0 = Vector256.Load(w), w1 = Vector256.Load(w + (2 * Part));
                Vector256<short> xa = Vector256.Create(*(int*)(a + k)).AsInt16();
                a0 += IntegerVectors.MultiplyPairs(xa, w0);
                a1 += IntegerVectors.MultiplyPairs(xa, w1);
                Vector256<short> xb = Vector256.Create(*(int*)(b + k)).AsInt16();
                b0 += IntegerVectors.MultiplyPairs(xb, w0);
                b1 += IntegerVectors.MultiplyPairs(xb, w1);
                Vector256<short> xc = Vector256.Create(*(int*)(c + k)).AsInt16();
                c0 += IntegerVectors.MultiplyPairs(xc, w0);
                c1 += IntegerVectors.MultiplyPairs(xc, w1);
                Vector256<short> xd = Vector256.Create(*(int*)(d + k)).AsInt16();
                d0 += IntegerVectors.MultiplyPairs(xd, w0);
                d1 += IntegerVectors.MultiplyPairs(xd, w1);
            }

            int* row = sums + at;
            a0.Store(row);
            a1.Store(row + Part);
            b0.Store(row + width);
            b1.Store(row + width + Part);
            c0.Store(row + (2 * width));
            c1.Store(row + (2 * width) + Part);
            d0.Store(row + ((Rows - 1) * width));
            d1.Store(row + ((Rows - 1) * width) + Part);
        }
    }
}
