using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// Sums of entries times field elements, kept for many rows at once as exact integers that are brought down to elements seldom.
/// What is kept of a row are <see cref="RowLength"/> numbers of 64 bits: four parts of each of three limbs of 21 bits.
/// </summary>
internal static unsafe class MersenneKernels
{
    /// <summary>Numbers of 64 bits that are kept of a row.</summary>
    public const int RowLength = FieldLimbs.Count * Lanes;

    /// <summary>
    /// The most that may be added to a row before it is brought down: a block of sums counts one, and up to 512 entries too. A block adds
    /// at most 2^53 to a part.
    /// </summary>
    public const int MostBlocks = 240;

    private const int Lanes = 4;

    /// <summary>Adds sums times elements to each of their rows.</summary>
    /// <param name="kept">What is kept of the rows, one after the other.</param>
    /// <param name="sums">Rows × the elements' number.</param>
    /// <param name="stride">Sums from one row to the next.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="elements">The elements.</param>
    /// <param name="first">The first column to add, a multiple of <see cref="FieldLimbs.Block"/>.</param>
    /// <param name="count">Columns to add, a multiple of it too.</param>
    public static void AddSums(long* kept, int* sums, int stride, int rows, FieldLimbs elements, int first, int count)
    {
        int* limbs = elements.Start + FieldLimbs.PlaceOf(first, 0);
        sums += first;
        long* nobody = stackalloc long[RowLength];
        int step = Avx2.IsSupported ? 2 : 1;
        for (int row = 0; row < rows; row += step, kept += step * RowLength, sums += step * stride)
        {
            if (step == 1)
            {
                AddOne(kept, sums, limbs, count);
                continue;
            }

            // A last row without a second is its own, for nobody.
            bool two = row + 1 < rows;
            AddTwo(kept, two ? kept + RowLength : nobody, sums, two ? sums + stride : sums, limbs, count);
        }
    }

    /// <summary>Adds entries times elements to each of their rows.</summary>
    /// <param name="kept">What is kept of the rows, one after the other.</param>
    /// <param name="entries">Rows × the elements' number.</param>
    /// <param name="stride">Entries from one row to the next.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="elements">The elements.</param>
    public static void AddEntries(long* kept, short* entries, int stride, int rows, FieldDigits elements)
    {
        long* nobody = stackalloc long[RowLength];
        int step = Avx2.IsSupported ? 2 : 1;
        for (int first = 0; first < elements.Length; first += FieldDigits.MostEntries)
        {
            int count = Math.Min(FieldDigits.MostEntries, elements.Length - first);
            short* digits = elements.Start + ((long)first * FieldDigits.Count), at = entries + first;
            long* target = kept;
            for (int row = 0; row < rows; row += step, target += step * RowLength, at += step * stride)
            {
                if (step == 1)
                {
                    AddOne(target, at, digits, count);
                    continue;
                }

                bool two = row + 1 < rows;
                AddTwo(target, two ? target + RowLength : nobody, at, two ? at + stride : at, digits, count);
            }
        }
    }

    /// <summary>The element that is kept of a row.</summary>
    public static ulong Element(long* kept)
    {
        ulong element = 0;
        for (int limb = FieldLimbs.Count - 1; limb >= 0; limb--)
        {
            // Four parts fit 64 bits together, see MostBlocks.
            long* parts = kept + (limb * Lanes);
            element = MersenneField.Add(MersenneField.Shift(element, FieldLimbs.Bits), MersenneField.Of(parts[0] + parts[1] + parts[2] + parts[3]));
        }

        return element;
    }

    /// <summary>Brings rows down to elements, so that as much as ever can be added to them.</summary>
    /// <param name="kept">What is kept of the rows.</param>
    /// <param name="rows">How many.</param>
    public static void Fold(long* kept, int rows)
    {
        for (; rows > 0; rows--, kept += RowLength)
        {
            ulong element = Element(kept);
            new Span<long>(kept, RowLength).Clear();
            for (int limb = 0; limb < FieldLimbs.Count; limb++)
            {
                kept[limb * Lanes] = (long)(element >> (limb * FieldLimbs.Bits)) & ((1 << FieldLimbs.Bits) - 1);
            }
        }
    }

    /// <summary>Sums of one row, without vectors.</summary>
    private static void AddOne(long* kept, int* sums, int* limbs, int count)
    {
        for (int i = 0; i < count; i++)
        {
            for (int limb = 0; limb < FieldLimbs.Count; limb++)
            {
                kept[(limb * Lanes) + (i / 2 % Lanes)] += (long)sums[i] * limbs[FieldLimbs.PlaceOf(i, limb)];
            }
        }
    }

    /// <summary>Entries of one row, without vectors.</summary>
    private static void AddOne(long* kept, short* entries, short* digits, int count)
    {
        for (int digit = 0; digit < FieldDigits.Count; digit++)
        {
            long sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += entries[i] * digits[FieldDigits.PlaceOf(i, digit)];
            }

            kept[digit / 2 * Lanes] += sum << (digit % 2 * FieldDigits.LowBits);
        }
    }

    /// <summary>Sums of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTwo(long* kept, long* other, int* sums, int* otherSums, int* limbs, int count)
    {
        const int Part = Lanes * 2;
        Vector256<long> a0 = Vector256.Load(kept), a1 = Vector256.Load(kept + Lanes), a2 = Vector256.Load(kept + (2 * Lanes));
        Vector256<long> b0 = Vector256.Load(other), b1 = Vector256.Load(other + Lanes), b2 = Vector256.Load(other + (2 * Lanes));
        for (nint i = 0; i < count; i += FieldLimbs.Block, limbs += FieldLimbs.Count * 2 * Part)
        {
            Vector256<int> a = Vector256.Load(sums + i), b = Vector256.Load(otherSums + i);
            Vector256<int> odd = (a.AsUInt64() >> 32).AsInt32(), bodd = (b.AsUInt64() >> 32).AsInt32();
            Vector256<int> l = Vector256.Load(limbs);
            a0 += Avx2.Multiply(a, l);
            b0 += Avx2.Multiply(b, l);
            l = Vector256.Load(limbs + Part);
            a0 += Avx2.Multiply(odd, l);
            b0 += Avx2.Multiply(bodd, l);
            l = Vector256.Load(limbs + (2 * Part));
            a1 += Avx2.Multiply(a, l);
            b1 += Avx2.Multiply(b, l);
            l = Vector256.Load(limbs + (3 * Part));
            a1 += Avx2.Multiply(odd, l);
            b1 += Avx2.Multiply(bodd, l);
            l = Vector256.Load(limbs + (4 * Part));
            a2 += Avx2.Multiply(a, l);
            b2 += Avx2.Multiply(b, l);
            l = Vector256.Load(limbs + (5 * Part));
            a2 += Avx2.Multiply(odd, l);
            b2 += Avx2.Multiply(bodd, l);
        }

        a0.Store(kept);
        a1.Store(kept + Lanes);
        a2.Store(kept + (2 * Lanes));
        b0.Store(other);
        b1.Store(other + Lanes);
        b2.Store(other + (2 * Lanes));
    }

    /// <summary>Entries of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTwo(long* kept, long* other, short* entries, short* otherEntries, short* digits, int count)
    {
        const int Part = FieldDigits.Block;
        Vector256<int> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        Vector256<int> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
        for (nint i = 0; i < count; i += Part, digits += FieldDigits.Count * Part)
        {
            Vector256<short> a = Vector256.Load(entries + i), b = Vector256.Load(otherEntries + i);
            Vector256<short> d = Vector256.Load(digits);
            a0 += Avx2.MultiplyAddAdjacent(a, d);
            b0 += Avx2.MultiplyAddAdjacent(b, d);
            d = Vector256.Load(digits + Part);
            a1 += Avx2.MultiplyAddAdjacent(a, d);
            b1 += Avx2.MultiplyAddAdjacent(b, d);
            d = Vector256.Load(digits + (2 * Part));
            a2 += Avx2.MultiplyAddAdjacent(a, d);
            b2 += Avx2.MultiplyAddAdjacent(b, d);
            d = Vector256.Load(digits + (3 * Part));
            a3 += Avx2.MultiplyAddAdjacent(a, d);
            b3 += Avx2.MultiplyAddAdjacent(b, d);
            d = Vector256.Load(digits + (4 * Part));
            a4 += Avx2.MultiplyAddAdjacent(a, d);
            b4 += Avx2.MultiplyAddAdjacent(b, d);
            d = Vector256.Load(digits + (5 * Part));
            a5 += Avx2.MultiplyAddAdjacent(a, d);
            b5 += Avx2.MultiplyAddAdjacent(b, d);
        }

        AddPair(kept, a0, a1);
        AddPair(kept + Lanes, a2, a3);
        AddPair(kept + (2 * Lanes), a4, a5);
        AddPair(other, b0, b1);
        AddPair(other + Lanes, b2, b3);
        AddPair(other + (2 * Lanes), b4, b5);
    }

    /// <summary>Adds two digits' sums to the limb that they make.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPair(long* limb, Vector256<int> low, Vector256<int> high)
    {
        Vector256<int> one = Vector256.Create(1), shifted = Vector256.Create(1 << FieldDigits.LowBits);
        Vector256<long> lows = Avx2.Multiply(low, one) + Avx2.Multiply((low.AsUInt64() >> 32).AsInt32(), one);
        Vector256<long> highs = Avx2.Multiply(high, shifted) + Avx2.Multiply((high.AsUInt64() >> 32).AsInt32(), shifted);
        (Vector256.Load(limb) + lows + highs).Store(limb);
    }
}
