using System.Globalization;
using System.Numerics;

namespace TinyRecursion.Assurance.Properties;

/// <summary>An exact fraction in lowest terms. The default value is not a number and may not be used.</summary>
internal readonly struct ExactNumber : IComparable<ExactNumber>, IEquatable<ExactNumber>
{
    private const int MostDigits = 2_000;
    private const int MostExponent = 400;

    /// <summary>A fraction of whole numbers.</summary>
    /// <param name="numerator">The numerator.</param>
    /// <param name="denominator">The denominator, not zero.</param>
    public ExactNumber(BigInteger numerator, BigInteger denominator)
    {
        BigInteger common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (Numerator, Denominator) = (numerator / common, denominator / common);
    }

    /// <summary>The numerator.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, above zero.</summary>
    public BigInteger Denominator { get; }

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>A finite double, exactly.</summary>
    public static ExactNumber Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        int power = Math.Max(exponent, 1) - 1075;
        mantissa = value < 0 ? -mantissa : mantissa;
        return power >= 0 ? new ExactNumber(mantissa << power, 1) : new ExactNumber(mantissa, BigInteger.One << -power);
    }

    /// <summary>Reads a decimal such as <c>-1.25e-06</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number.</param>
    /// <returns>Whether it is one, of at most 2,000 digits and with an exponent from -400 to 400.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactNumber number)
    {
        number = default;
        int exponentAt = text.IndexOfAny('e', 'E');
        ReadOnlySpan<char> decimals = exponentAt < 0 ? text : text[..exponentAt];
        int exponent = 0;
        if (exponentAt >= 0 && (!int.TryParse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > MostExponent))
        {
            return false;
        }

        bool negative = decimals.StartsWith("-");
        decimals = negative || decimals.StartsWith("+") ? decimals[1..] : decimals;
        int point = decimals.IndexOf('.');
        int places = point < 0 ? 0 : decimals.Length - point - 1;
        string digits = point < 0 ? decimals.ToString() : string.Concat(decimals[..point], decimals[(point + 1)..]);
        if (digits.Length is 0 or > MostDigits || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        BigInteger whole = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) * (negative ? -1 : 1);
        int power = exponent - places;
        number = power >= 0 ? new ExactNumber(whole * BigInteger.Pow(10, power), 1) : new ExactNumber(whole, BigInteger.Pow(10, -power));
        return true;
    }

    /// <summary>The sum.</summary>
    public static ExactNumber operator +(ExactNumber one, ExactNumber other) =>
        new((one.Numerator * other.Denominator) + (other.Numerator * one.Denominator), one.Denominator * other.Denominator);

    /// <summary>The difference.</summary>
    public static ExactNumber operator -(ExactNumber one, ExactNumber other) => one + -other;

    /// <summary>The number with the other sign.</summary>
    public static ExactNumber operator -(ExactNumber one) => new(-one.Numerator, one.Denominator);

    /// <summary>The product.</summary>
    public static ExactNumber operator *(ExactNumber one, ExactNumber other) => new(one.Numerator * other.Numerator, one.Denominator * other.Denominator);

    /// <summary>The quotient; the divisor may not be zero.</summary>
    public static ExactNumber operator /(ExactNumber one, ExactNumber other) => new(one.Numerator * other.Denominator, one.Denominator * other.Numerator);

    /// <summary>Whether it is less.</summary>
    public static bool operator <(ExactNumber one, ExactNumber other) => one.CompareTo(other) < 0;

    /// <summary>Whether it is greater.</summary>
    public static bool operator >(ExactNumber one, ExactNumber other) => one.CompareTo(other) > 0;

    /// <summary>Whether it is less or equal.</summary>
    public static bool operator <=(ExactNumber one, ExactNumber other) => one.CompareTo(other) <= 0;

    /// <summary>Whether it is greater or equal.</summary>
    public static bool operator >=(ExactNumber one, ExactNumber other) => one.CompareTo(other) >= 0;

    /// <summary>Whether both are the same number.</summary>
    public static bool operator ==(ExactNumber one, ExactNumber other) => one.Equals(other);

    /// <summary>Whether they are two numbers.</summary>
    public static bool operator !=(ExactNumber one, ExactNumber other) => !one.Equals(other);

    /// <summary>The greatest double that is not above it.</summary>
    public double ToDoubleDown()
    {
        // A quotient of 66 bits or more, so that the double next to it is found in a step or two.
        int shift = (int)Math.Clamp(Denominator.GetBitLength() - Numerator.GetBitLength() + 66, -20_000, 20_000);
        double near = Math.ScaleB((double)(shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift)), -shift);
        if (double.IsInfinity(near))
        {
            return near > 0 ? double.MaxValue : near;
        }

        while (Of(near) > this)
        {
            near = Math.BitDecrement(near);
        }

        while (Math.BitIncrement(near) is var next && double.IsFinite(next) && Of(next) <= this)
        {
            near = next;
        }

        return near;
    }

    /// <summary>The least double that is not below it.</summary>
    public double ToDoubleUp() => -(-this).ToDoubleDown();

    /// <inheritdoc/>
    public int CompareTo(ExactNumber other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(ExactNumber other) => Numerator == other.Numerator && Denominator == other.Denominator;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExactNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>The decimal where it ends, else the fraction.</summary>
    public override string ToString()
    {
        (BigInteger rest, int twos, int fives) = (Denominator, 0, 0);
        for (; rest.IsEven; rest >>= 1)
        {
            twos++;
        }

        for (; rest % 5 == 0; rest /= 5)
        {
            fives++;
        }

        if (!rest.IsOne)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
        }

        int places = Math.Max(twos, fives);
        BigInteger whole = BigInteger.Abs(Numerator) * BigInteger.Pow(10, places) / Denominator;
        string digits = whole.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return (Sign < 0 ? "-" : string.Empty) + (places == 0 ? digits : $"{digits[..^places]}.{digits[^places..]}");
    }
}
