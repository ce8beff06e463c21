namespace TinyRecursion.Tasks;

/// <summary>
/// Two models on the same instances and seeds. Instances are what is drawn at random: an instance counts once, by the share of seeds with which
/// each model solves it.
/// </summary>
internal sealed record Comparison
{
    /// <summary>The quantile of the normal distribution that 2.5 % lie above.</summary>
    private const double Normal975 = 1.959963984540054;

    /// <summary>Instances.</summary>
    public required int Instances { get; init; }

    /// <summary>Seeds.</summary>
    public required int Seeds { get; init; }

    /// <summary>Share that the first model solves, with Wilson's interval of 95 %.</summary>
    public required (double Share, double Low, double High) First { get; init; }

    /// <summary>The same of the second.</summary>
    public required (double Share, double Low, double High) Second { get; init; }

    /// <summary>Share of the second less that of the first, with its interval of 95 % over instances.</summary>
    public required (double Share, double Low, double High) Difference { get; init; }

    /// <summary>Instances that the first model solves more often.</summary>
    public required int FirstBetter { get; init; }

    /// <summary>Instances that the second model solves more often.</summary>
    public required int SecondBetter { get; init; }

    /// <summary>
    /// How likely a split at least as uneven of the instances that tell the models apart is if neither is better: the exact sign test, two-sided,
    /// with one seed McNemar's exact test.
    /// </summary>
    public double PValue => SignTest(FirstBetter, SecondBetter);

    /// <summary>Compares.</summary>
    /// <param name="first">For each instance, with how many seeds the first model solves it.</param>
    /// <param name="second">The same of the second model.</param>
    /// <param name="seeds">Seeds, at least one.</param>
    /// <exception cref="ArgumentException">There is no instance, or not the same number.</exception>
    public static Comparison Of(IReadOnlyList<int> first, IReadOnlyList<int> second, int seeds)
    {
        if (first.Count == 0 || first.Count != second.Count)
        {
            throw new ArgumentException($"Expected as many instances of both, at least one, found {first.Count} and {second.Count}.", nameof(second));
        }

        int n = first.Count;
        int[] differences = [.. first.Zip(second, (a, b) => b - a)];
        double scale = 1.0 / ((double)n * seeds);
        (double low, double high) = Interval(differences, seeds);
        return new Comparison
        {
            Instances = n,
            Seeds = seeds,
            First = Wilson(first.Sum(one => (long)one) * scale, n),
            Second = Wilson(second.Sum(one => (long)one) * scale, n),
            Difference = (differences.Sum(one => (long)one) * scale, low, high),
            FirstBetter = differences.Count(one => one < 0),
            SecondBetter = differences.Count(one => one > 0),
        };
    }

    /// <summary>Wilson's score interval of 95 % (Wilson 1927).</summary>
    /// <param name="share">The share.</param>
    /// <param name="count">Of how many.</param>
    public static (double Share, double Low, double High) Wilson(double share, int count)
    {
        double z2 = Normal975 * Normal975, scale = 1 / (1 + (z2 / count));
        double centre = scale * (share + (z2 / (2 * count)));
        double half = scale * Normal975 * Math.Sqrt((share * (1 - share) / count) + (z2 / (4.0 * count * count)));
        return (share, share <= 0 ? 0 : Math.Max(0, centre - half), share >= 1 ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>The exact sign test, two-sided.</summary>
    /// <param name="one">Instances for one side.</param>
    /// <param name="other">Instances for the other.</param>
    public static double SignTest(int one, int other)
    {
        int n = one + other, fewer = Math.Min(one, other);
        // Terms of the binomial distribution in logarithms, each from the one before, so that many instances do not underflow.
        double term = -n * Math.Log(2), sum = 0;
        for (int k = 0; k <= fewer; k++)
        {
            sum += Math.Exp(term);
            term += Math.Log((double)(n - k) / (k + 1));
        }

        return Math.Min(1, 2 * sum);
    }

    /// <summary>
    /// The interval of 95 % of a mean of paired differences, Wald's with half an instance added on each side and one that agrees (Agresti and
    /// Min 2005), so that models that never differed are not told to be equal.
    /// </summary>
    private static (double Low, double High) Interval(int[] differences, int seeds)
    {
        double sum = 0, squares = 1, count = differences.Length + 2;
        foreach (int difference in differences)
        {
            double one = (double)difference / seeds;
            sum += one;
            squares += one * one;
        }

        double mean = sum / count, half = Normal975 * Math.Sqrt(((squares / count) - (mean * mean)) / count);
        return (Math.Max(-1, mean - half), Math.Min(1, mean + half));
    }
}
