namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// The field of integers modulo <see cref="Prime"/>, in the plainest code: what <see cref="MersenneKernels"/> is compared with.
/// An element is canonical: 0 to <see cref="Prime"/> - 1.
/// </summary>
internal static class MersenneField
{
    /// <summary>The bits of an element.</summary>
    public const int Bits = 61;

    /// <summary>2^61 - 1, a prime.</summary>
    public const ulong Prime = (1UL << Bits) - 1;

    /// <summary>The sum of two elements.</summary>
    public static ulong Add(ulong a, ulong b) => Cut(a + b);

    /// <summary>The element that comes to zero with another.</summary>
    public static ulong Negate(ulong a) => a == 0 ? 0 : Prime - a;

    /// <summary>The product of two elements.</summary>
    public static ulong Multiply(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return Cut(Cut((high << (64 - Bits)) | (low >> Bits)) + (low & Prime));
    }

    /// <summary>An element times a power of two, which turns its bits.</summary>
    /// <param name="a">The element.</param>
    /// <param name="bits">The exponent, 1 to <see cref="Bits"/> - 1.</param>
    public static ulong Shift(ulong a, int bits) => ((a << bits) & Prime) | (a >> (Bits - bits));

    /// <summary>The element that an integer is.</summary>
    public static ulong Of(long value)
    {
        // 2^61 is one: what lies above moves down; an arithmetic shift keeps the sign.
        long folded = (value & (long)Prime) + (value >> Bits);
        return Cut((ulong)(folded < 0 ? folded + (long)Prime : folded));
    }

    /// <summary>The element that an integer is.</summary>
    /// <param name="value">Any integer above -2^122 and below 2^122.</param>
    public static ulong Of(Int128 value)
    {
        // 2^61 is one: what lies above moves down; an arithmetic shift keeps the sign, and the second time little is left.
        Int128 folded = (value & Prime) + (value >> Bits);
        folded = (folded & Prime) + (folded >> Bits);
        return Cut((ulong)(folded < 0 ? folded + Prime : folded));
    }

    /// <summary>Takes the prime off once, from a number below its double.</summary>
    private static ulong Cut(ulong value) => value >= Prime ? value - Prime : value;
}
