using System.Numerics;

namespace TinyRecursion.Assurance.NetworkChecker;

/// <summary>An exact fraction.</summary>
/// <param name="Numerator">The numerator.</param>
/// <param name="Denominator">The denominator, above zero.</param>
internal readonly record struct Fraction(BigInteger Numerator, BigInteger Denominator)
{
    /// <summary>A double within 2⁻⁵² of it, relatively; infinite beyond the range of doubles.</summary>
    public double Near()
    {
        // A quotient of 64 bits or more loses less than the rounding to a double does.
        int shift = (int)Math.Clamp(Denominator.GetBitLength() - Numerator.GetBitLength() + 66, -20_000, 20_000);
        BigInteger quotient = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return Math.ScaleB((double)quotient, -shift);
    }

    /// <summary>A double that is not above it.</summary>
    public double Below()
    {
        double near = Near();
        while (double.IsFinite(near) && IsBelow(near))
        {
            near = Math.BitDecrement(near);
        }

        return near;
    }

    /// <summary>A double that is not below it.</summary>
    public double Above() => -new Fraction(-Numerator, Denominator).Below();

    // Whether it is below a double: the double is a whole number times a power of two.
    private bool IsBelow(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        mantissa = value < 0 ? -mantissa : mantissa;
        int power = Math.Max(exponent, 1) - 1075;
        return power >= 0 ? Numerator < (mantissa << power) * Denominator : Numerator << -power < mantissa * Denominator;
    }
}
