using System.Globalization;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>A weight as people and programs write it, kept exactly: digits, perhaps a point with decimals, perhaps an exponent.</summary>
/// <param name="Digits">The number without its point.</param>
/// <param name="Decimals">How many of the digits stand after the point, trailing zeros left out.</param>
internal readonly record struct GraphWeight(long Digits, int Decimals)
{
    private const int MaximumDigits = 18;
    private const string NoWeight = "is not a weight: digits, perhaps a point and decimals, perhaps an exponent such as e-05";

    /// <summary>Reads a weight.</summary>
    /// <param name="text">What stands in the file.</param>
    /// <param name="weight">The weight.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? TryParse(ReadOnlySpan<char> text, out GraphWeight weight)
    {
        weight = default;
        bool negative = text is ['-', ..];
        ReadOnlySpan<char> number = text[(text is ['-' or '+', ..] ? 1 : 0)..];
        int exponent = 0;
        if (number.IndexOfAny('e', 'E') is >= 0 and var mark)
        {
            // Four digits reach beyond every number that a program has, and overflow nothing.
            if (number.Length - mark > 6 || !int.TryParse(number[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            {
                return NoWeight;
            }

            number = number[..mark];
        }

        int point = number.IndexOf('.');
        string digits = point < 0 ? number.ToString() : $"{number[..point]}{number[(point + 1)..]}";
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return NoWeight;
        }

        int decimals = (point < 0 ? 0 : number.Length - point - 1) - exponent;
        string significant = digits.TrimStart('0').TrimEnd('0');
        decimals = significant.Length == 0 ? 0 : decimals - (digits.Length - digits.TrimEnd('0').Length);
        if (negative && significant.Length > 0)
        {
            return "is a negative weight: shortest paths need weights of at least 0";
        }

        if (significant.Length + Math.Max(0, -decimals) > MaximumDigits)
        {
            return $"has more than {MaximumDigits} digits";
        }

        if (decimals > WeightedGraph.MaximumDecimals)
        {
            return $"has more than {WeightedGraph.MaximumDecimals} decimals";
        }

        string padded = significant.PadRight(significant.Length + Math.Max(0, -decimals), '0');
        weight = new GraphWeight(padded.Length == 0 ? 0 : long.Parse(padded, CultureInfo.InvariantCulture), Math.Max(0, decimals));
        return null;
    }

    /// <summary>The weight in units of <c>10^-decimals</c>; it has no more decimals than that.</summary>
    /// <returns>Null where it takes more than <see cref="WeightedGraph.MaximumTotal"/>.</returns>
    public long? In(int decimals)
    {
        Int128 units = Digits;
        for (int i = Decimals; i < decimals; i++)
        {
            units *= 10;
        }

        return units <= WeightedGraph.MaximumTotal ? (long)units : null;
    }
}
