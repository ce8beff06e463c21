using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// What integer kernels need of the processor, by whichever instructions it has; the results are the same with all of them. What takes
/// two vectors to one works on 128 bits at a time, as processors do: see <see cref="Narrow(Vector512{int}, Vector512{int})"/>.
/// </summary>
internal static class IntegerVectors
{
    /// <summary>Entries of a vector of 16-bit integers.</summary>
    public const int Lanes = 32;

    /// <summary>The sums of neighbouring products: lane i of the result is <c>a[2i] b[2i] + a[2i+1] b[2i+1]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyPairs(Vector512<short> a, Vector512<short> b)
    {
        if (Avx512BW.IsSupported)
        {
            return Avx512BW.MultiplyAddAdjacent(a, b);
        }

        return Vector512.Create(MultiplyPairs(a.GetLower(), b.GetLower()), MultiplyPairs(a.GetUpper(), b.GetUpper()));
    }

    /// <summary>The same of half the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyPairs(Vector256<short> a, Vector256<short> b)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyAddAdjacent(a, b);
        }

        return Vector256.Create(MultiplyPairs(a.GetLower(), b.GetLower()), MultiplyPairs(a.GetUpper(), b.GetUpper()));
    }

    /// <summary>The same of a quarter of the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyPairs(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.MultiplyAddAdjacent(a, b);
        }

        // The lower and the upper half of each 32-bit lane, with their signs.
        Vector128<int> left = a.AsInt32(), right = b.AsInt32();
        return ((left << 16 >> 16) * (right << 16 >> 16)) + ((left >> 16) * (right >> 16));
    }

    /// <summary>
    /// Two vectors cut to 16 bits, side by side in each 128 bits: four entries of <paramref name="a"/>, four of <paramref name="b"/>, the
    /// next four of <paramref name="a"/>, and so on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Narrow(Vector512<int> a, Vector512<int> b) => Avx512BW.IsSupported
        ? Avx512BW.PackSignedSaturate(a, b)
        : Vector512.Create(Narrow(a.GetLower(), b.GetLower()), Narrow(a.GetUpper(), b.GetUpper()));

    /// <summary>The same of half the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Narrow(Vector256<int> a, Vector256<int> b) => Avx2.IsSupported
        ? Avx2.PackSignedSaturate(a, b)
        : Vector256.Create(
            Vector128.NarrowWithSaturation(a.GetLower(), b.GetLower()), Vector128.NarrowWithSaturation(a.GetUpper(), b.GetUpper()));

    /// <summary>A vector cut to 16 bits, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Narrow(Vector512<int> x)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector256Int16WithSaturation(x);
        }

        // The two quarters in the middle have to change places.
        return Avx2.IsSupported
            ? Avx2.Permute4x64(Avx2.PackSignedSaturate(x.GetLower(), x.GetUpper()).AsInt64(), 0b11_01_10_00).AsInt16()
            : Vector256.Create(
                Vector128.NarrowWithSaturation(x.GetLower().GetLower(), x.GetLower().GetUpper()),
                Vector128.NarrowWithSaturation(x.GetUpper().GetLower(), x.GetUpper().GetUpper()));
    }

    /// <summary>The same numbers in 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Widen(Vector256<short> x) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector512Int32(x)
        : Vector512.Create(Vector256.WidenLower(x), Vector256.WidenUpper(x));

    /// <summary><see cref="IntegerArithmetic.Multiply"/> of every entry.</summary>
    /// <param name="x">Entries.</param>
    /// <param name="by">Multipliers, none below zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> MultiplyRounded(Vector512<short> x, Vector512<short> by) => Avx512BW.IsSupported
        ? Avx512BW.MultiplyHighRoundScale(x, by)
        : Vector512.Create(MultiplyRounded(x.GetLower(), by.GetLower()), MultiplyRounded(x.GetUpper(), by.GetUpper()));

    /// <summary>The same of half the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> MultiplyRounded(Vector256<short> x, Vector256<short> by)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyHighRoundScale(x, by);
        }

        if (Ssse3.IsSupported)
        {
            return Vector256.Create(
                Ssse3.MultiplyHighRoundScale(x.GetLower(), by.GetLower()), Ssse3.MultiplyHighRoundScale(x.GetUpper(), by.GetUpper()));
        }

        if (AdvSimd.IsSupported)
        {
            return Vector256.Create(
                AdvSimd.MultiplyRoundedDoublingSaturateHigh(x.GetLower(), by.GetLower()),
                AdvSimd.MultiplyRoundedDoublingSaturateHigh(x.GetUpper(), by.GetUpper()));
        }

        Vector256<int> half = Vector256.Create(1 << (IntegerArithmetic.MultiplierBits - 1));
        (Vector256<int> lower, Vector256<int> upper) = Vector256.Widen(x);
        (Vector256<int> lowerBy, Vector256<int> upperBy) = Vector256.Widen(by);
        return Vector256.Narrow(
            ((lower * lowerBy) + half) >> IntegerArithmetic.MultiplierBits, ((upper * upperBy) + half) >> IntegerArithmetic.MultiplierBits);
    }

    /// <summary>Each entry of the first shifted right by that of the second, 0 to <see cref="IntegerLinear.LargestShift"/>, with its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftRight(Vector512<int> x, Vector512<int> bits)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ShiftRightArithmeticVariable(x, bits.AsUInt32());
        }

        if (Avx2.IsSupported)
        {
            return Vector512.Create(
                Avx2.ShiftRightArithmeticVariable(x.GetLower(), bits.GetLower().AsUInt32()),
                Avx2.ShiftRightArithmeticVariable(x.GetUpper(), bits.GetUpper().AsUInt32()));
        }

        // No instruction shifts each entry by its own number: by one bit of the numbers after another.
        for (int bit = 1; bit <= IntegerLinear.LargestShift; bit <<= 1)
        {
            x = Vector512.ConditionalSelect(Vector512.Equals(bits & Vector512.Create(bit), Vector512<int>.Zero), x, x >> bit);
        }

        return x;
    }

    /// <summary>Neighbouring entries of a table, by the index of the first.</summary>
    /// <param name="table">The table.</param>
    /// <param name="index">0 to 63.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe (Vector512<short> First, Vector512<short> Second) LookUp(ShortTable table, Vector512<short> index)
    {
        short* entries = table.Entries;
        if (Avx512BW.IsSupported)
        {
            return (
                Avx512BW.PermuteVar32x16x2(Vector512.Load(entries), index, Vector512.Load(entries + Lanes)),
                Avx512BW.PermuteVar32x16x2(Vector512.Load(entries + 1), index, Vector512.Load(entries + 1 + Lanes)));
        }

        if (Avx2.IsSupported)
        {
            // Bytes are looked up among sixteen at a time, four times, by the lower four bits; the next two say which of the four is meant.
            Vector256<byte> at = Avx2.PackUnsignedSaturate(index.GetLower(), index.GetUpper());
            Vector256<byte> odd = (at.AsUInt16() << 3).AsByte(), upper = (at.AsUInt16() << 2).AsByte();
            byte* bytes = table.Bytes;
            return (
                Join(LookUp(bytes, at, odd, upper), LookUp(bytes + ShortTable.BytesOfOne, at, odd, upper)),
                Join(LookUp(bytes + (2 * ShortTable.BytesOfOne), at, odd, upper), LookUp(bytes + (3 * ShortTable.BytesOfOne), at, odd, upper)));
        }

        short* firsts = stackalloc short[Lanes], seconds = stackalloc short[Lanes];
        index.Store(firsts);
        for (int lane = 0; lane < Lanes; lane++)
        {
            short* place = entries + firsts[lane];
            (firsts[lane], seconds[lane]) = (place[0], place[1]);
        }

        return (Vector512.Load(firsts), Vector512.Load(seconds));
    }

    /// <summary>Bytes of a table of 64, with AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<byte> LookUp(byte* bytes, Vector256<byte> at, Vector256<byte> odd, Vector256<byte> upper)
    {
        const int Quarter = ShortTable.BytesOfOne / 4;
        Vector256<byte> low = Avx2.BlendVariable(
            Avx2.Shuffle(Vector256.Load(bytes), at), Avx2.Shuffle(Vector256.Load(bytes + Quarter), at), odd);
        Vector256<byte> high = Avx2.BlendVariable(
            Avx2.Shuffle(Vector256.Load(bytes + (2 * Quarter)), at), Avx2.Shuffle(Vector256.Load(bytes + (3 * Quarter)), at), odd);
        return Avx2.BlendVariable(low, high, upper);
    }

    /// <summary>Lower and upper bytes to 16 bits, as they were before they were packed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Join(Vector256<byte> low, Vector256<byte> high) =>
        Vector512.Create(Avx2.UnpackLow(low, high).AsInt16(), Avx2.UnpackHigh(low, high).AsInt16());
}
