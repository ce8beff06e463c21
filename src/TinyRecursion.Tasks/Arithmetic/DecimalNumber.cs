using System.Globalization;
using System.Numerics;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>An integer of any length as its sign and its decimal digits. Immutable and safe to share between threads.</summary>
public sealed class DecimalNumber : IEquatable<DecimalNumber>
{
    private readonly byte[] _digits;

    /// <summary>Builds a number.</summary>
    /// <param name="digits">Its digits, the lowest first, each 0 to 9; leading zeros do not matter.</param>
    /// <param name="negative">Whether it is below zero; nothing for zero.</param>
    /// <exception cref="ArgumentException">A digit is above nine.</exception>
    public DecimalNumber(ReadOnlySpan<byte> digits, bool negative)
    {
        if (digits.IndexOfAnyExceptInRange((byte)0, (byte)9) is >= 0 and var at)
        {
            throw new ArgumentException($"Digit {at} is {digits[at]}.", nameof(digits));
        }

        int length = digits.LastIndexOfAnyExcept((byte)0) + 1;
        _digits = digits[..length].ToArray();
        IsNegative = negative && length > 0;
    }

    /// <summary>Zero.</summary>
    public static DecimalNumber Zero { get; } = new([], negative: false);

    /// <summary>The digits, the lowest first, without leading zeros; none for zero.</summary>
    public ReadOnlySpan<byte> Digits => _digits;

    /// <summary>Whether it is below zero.</summary>
    public bool IsNegative { get; }

    /// <summary>Reads digits.</summary>
    /// <param name="text">Digits alone, at least one; leading zeros do not matter.</param>
    /// <exception cref="FormatException">It is empty or holds something else.</exception>
    public static DecimalNumber Parse(ReadOnlySpan<char> text)
    {
        int stray = text.IndexOfAnyExceptInRange('0', '9');
        if (text.IsEmpty || stray >= 0)
        {
            throw new FormatException(text.IsEmpty
                ? "expected digits, found nothing"
                : $"place {stray + 1}: expected a digit, found {MessageText.Quote(text[stray].ToString())}");
        }

        var digits = new byte[text.Length];
        for (int i = 0; i < digits.Length; i++)
        {
            digits[i] = (byte)(text[^(i + 1)] - '0');
        }

        return new DecimalNumber(digits, negative: false);
    }

    /// <summary>An integer of the library's own arithmetic.</summary>
    /// <param name="value">The integer.</param>
    public static DecimalNumber Of(BigInteger value)
    {
        DecimalNumber magnitude = Parse(BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture));
        return value.Sign < 0 ? magnitude.Negate() : magnitude;
    }

    /// <summary>The digit of a place, 0 beyond the highest.</summary>
    /// <param name="place">The place, from 0 for the lowest.</param>
    public int DigitAt(int place) => place < _digits.Length ? _digits[place] : 0;

    /// <summary>The same number with the other sign.</summary>
    public DecimalNumber Negate() => new(_digits, !IsNegative);

    /// <summary>The same number for the library's own arithmetic, with which answers are checked.</summary>
    public BigInteger ToBigInteger() => BigInteger.Parse(ToString(), CultureInfo.InvariantCulture);

    /// <summary>Which of two numbers is the larger one without their signs.</summary>
    /// <returns>Below zero, zero or above zero, as for comparers.</returns>
    public static int CompareMagnitudes(DecimalNumber left, DecimalNumber right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left._digits.Length != right._digits.Length)
        {
            return left._digits.Length.CompareTo(right._digits.Length);
        }

        for (int place = left._digits.Length - 1; place >= 0; place--)
        {
            if (left._digits[place] != right._digits[place])
            {
                return left._digits[place].CompareTo(right._digits[place]);
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public bool Equals(DecimalNumber? other) =>
        other is not null && IsNegative == other.IsNegative && _digits.AsSpan().SequenceEqual(other._digits);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DecimalNumber);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(IsNegative);
        hash.AddBytes(_digits);
        return hash.ToHashCode();
    }

    /// <summary>The number as text that <see cref="ExpressionParser"/> reads.</summary>
    public override string ToString() => _digits.Length == 0
        ? "0"
        : string.Create(_digits.Length + (IsNegative ? 1 : 0), this, static (text, number) =>
        {
            text[0] = '-';
            for (int i = 0; i < number._digits.Length; i++)
            {
                text[^(i + 1)] = (char)('0' + number._digits[i]);
            }
        });
}
