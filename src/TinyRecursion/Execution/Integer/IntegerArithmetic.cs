using System.Numerics;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// The arithmetic of integer execution, which is the same on every machine: 16-bit values, 32-bit sums, and three ways to bring
/// one to the other. No operation overflows for operands in the ranges given.
/// </summary>
internal static class IntegerArithmetic
{
    /// <summary>Fraction bits of a multiplier: m stands for m / 32768.</summary>
    public const int MultiplierBits = 15;

    /// <summary>The shift of an inverse root, but for half of the zeros that were taken off.</summary>
    internal const int InverseRootShift = 46;

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

    /// <summary>One over the root of a number, to 15 bits: <c>Multiplier · 2^-Shift</c>.</summary>
    /// <param name="value">Above zero, below 2^60.</param>
    /// <returns>A multiplier of 2^14 to 2^15 - 1, from a line between two entries of <see cref="IntegerTables.InverseRoots"/>, and a shift of 15 to 45.</returns>
    public static (int Multiplier, int Shift) InverseRoot(long value)
    {
        (int mantissa, int zeros) = Normalise(value);
        int at = PlaceOfRoot(mantissa);
        ReadOnlySpan<short> table = IntegerTables.InverseRoots;
        return (Between(table[at], table[at + 1], mantissa), InverseRootShift - (zeros >> 1));
    }

    /// <summary>Takes an even number of zeros off in front; 16 bits are left, at most one of them another zero.</summary>
    internal static (int Mantissa, int Zeros) Normalise(long value)
    {
        int zeros = BitOperations.LeadingZeroCount((ulong)value) & ~1;
        return ((int)((ulong)value << zeros >> 48), zeros);
    }

    /// <summary>The entry of <see cref="IntegerTables.InverseRoots"/> before a normalised number, by its upper eight bits.</summary>
    internal static int PlaceOfRoot(int mantissa) => (mantissa >> 8) - 64;

    /// <summary>What lies between two entries of a table, by the lower eight bits of a number.</summary>
    internal static int Between(int from, int to, int mantissa) => from - ((((from - to) * (mantissa & 255)) + 128) >> 8);
}
