namespace TinyRecursion.Tasks.Graphs;

/// <summary>A weight as it is typed: digits, and perhaps a point with decimals.</summary>
/// <param name="Digits">The number without its point.</param>
/// <param name="Decimals">How many of the digits stand after the point, trailing zeros left out.</param>
internal readonly record struct GraphWeight(long Digits, int Decimals)
{
    private const int MaximumDigits = 15;

    /// <summary>Reads a weight.</summary>
    /// <param name="text">What stands in the file.</param>
    /// <param name="weight">The weight.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? TryParse(ReadOnlySpan<char> text, out GraphWeight weight)
    {
        weight = default;
        long digits = 0;
        int point = -1;
        bool negative = text[0] == '-';
        for (int i = negative ? 1 : 0; i < text.Length; i++)
        {
            if (text[i] == '.' && point < 0 && i > 0)
            {
                point = i;
            }
            else if (!char.IsAsciiDigit(text[i]))
            {
                return "is not a weight: digits, perhaps a point and decimals";
            }
            else if (digits >= (long)1e14)
            {
                return $"has more than {MaximumDigits} digits";
            }
            else
            {
                digits = (digits * 10) + (text[i] - '0');
            }
        }

        if (negative || text.Length == 0 || point == text.Length - 1)
        {
            return negative && text.Length > 1
                ? "is a negative weight: shortest paths need weights of at least 0"
                : "is not a weight: digits, perhaps a point and decimals";
        }

        int decimals = point < 0 ? 0 : text.Length - point - 1;
        for (; decimals > 0 && digits % 10 == 0; decimals--)
        {
            digits /= 10;
        }

        weight = new GraphWeight(digits, decimals);
        return decimals <= WeightedGraph.MaximumDecimals ? null : $"has more than {WeightedGraph.MaximumDecimals} decimals";
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
