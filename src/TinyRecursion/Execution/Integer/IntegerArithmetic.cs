using System.Numerics;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// The arithmetic of integer execution, which is the same on every machine: 16-bit values, 32-bit sums, and three ways to bring
/// one to the other. No operation overflows for operands in the ranges given.
/// </summary>
public static class IntegerArithmetic
{
    /// <summary>Fraction bits of a multiplier: m stands for m / 32768.</summary>
    public const int MultiplierBits = 15;

    /// <summary>The nearest 16-bit integer.</summary>
    public static short Saturate16(long value) => (short)Math.Clamp(value, short.MinValue, short.MaxValue);

    /// <summary>The nearest integer of -127..127, so that products of two fit 15 bits with their sign.</summary>
    public static sbyte Saturate8(int value) => (sbyte)Math.Clamp(value, -sbyte.MaxValue, sbyte.MaxValue);

    /// <summary>The value divided by <c>2^bits</c>, rounded to the nearest integer, halves upwards; a negative shift multiplies.</summary>
    /// <param name="value">Below 2^46 in size.</param>
    /// <param name="bits">-16 to 46.</param>
    public static long Shift(long value, int bits) => bits > 0 ? (value + (1L << (bits - 1))) >> bits : value << -bits;

    /// <summary>The value times <c>multiplier / 32768</c>, rounded to the nearest integer, halves upwards.</summary>
    /// <param name="value">The value.</param>
    /// <param name="multiplier">From 0, so that the result fits 16 bits.</param>
    public static short Multiply(short value, short multiplier) =>
        (short)(((value * multiplier) + (1 << (MultiplierBits - 1))) >> MultiplierBits);

    /// <summary>A factor over the root of a number, to 15 bits.</summary>
    /// <param name="factor">Above zero, below 2^24.</param>
    /// <param name="squares">From zero, below 2^60.</param>
    /// <returns>A multiplier of 2^14 to 2^15 - 1 and the bits that products with it are shifted right by, -16 to 46; zeros for a number of zero.</returns>
    public static (short Multiplier, int Shift) InverseRoot(int factor, long squares)
    {
        if (squares == 0)
        {
            return (0, 0);
        }

        // The root to 31 bits.
        int pairs = (BitOperations.LeadingZeroCount((ulong)squares) - 2) / 2;
        uint root = SquareRoot((ulong)squares << (2 * pairs));
        // The quotient to 15: the least power of two that makes it 2^14 at least.
        int bits = Math.Max(0, BitOperations.Log2(root) + MultiplierBits - 1 - BitOperations.Log2((uint)factor));
        ulong quotient = ((ulong)factor << bits) / root;
        if (quotient < 1 << (MultiplierBits - 1))
        {
            quotient = ((ulong)factor << ++bits) / root;
        }

        return ((short)quotient, Math.Clamp(bits - pairs, -16, 46));
    }

    /// <summary>The largest integer whose square is not above the value.</summary>
    /// <param name="value">Below 2^62.</param>
    public static uint SquareRoot(ulong value)
    {
        // The processor's root in double precision is the right one or, just below a square, one too many: the value loses less
        // than 2^9 where it is rounded, the root of a square so less than 2^-22, which is below half of what separates doubles there.
        ulong root = (ulong)(long)Math.Sqrt((long)value);
        return (uint)(root * root > value ? root - 1 : root);
    }
}
