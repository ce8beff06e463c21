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

    /// <summary>The largest integer whose square is not above the value.</summary>
    /// <param name="value">Below 2^62.</param>
    public static uint SquareRoot(ulong value)
    {
        // Bit by bit from above: no floating point is involved.
        ulong root = 0;
        for (ulong bit = 1UL << 30; bit != 0; bit >>= 1)
        {
            ulong tried = root | bit;
            if (tried * tried <= value)
            {
                root = tried;
            }
        }

        return (uint)root;
    }
}
