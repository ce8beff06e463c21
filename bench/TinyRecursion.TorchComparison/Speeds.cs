namespace TinyRecursion.TorchComparison;

/// <summary>Segments per unit of time on both sides.</summary>
/// <param name="Ours">Median of the rounds.</param>
/// <param name="Torch">Median of the rounds.</param>
/// <param name="Ratio">Ours divided by TorchSharp's, median of the rounds.</param>
/// <param name="LowestRatio">Of all rounds.</param>
/// <param name="HighestRatio">Of all rounds.</param>
internal sealed record Speeds(double Ours, double Torch, double Ratio, double LowestRatio, double HighestRatio)
{
    /// <summary>Speeds from the times of rounds that were run by turns.</summary>
    /// <param name="segments">Segments per round.</param>
    /// <param name="ours">The time of each round on our side.</param>
    /// <param name="torch">The time of each round on TorchSharp's.</param>
    public static Speeds Of(int segments, IEnumerable<double> ours, IEnumerable<double> torch)
    {
        double[] ratios = ours.Zip(torch, (mine, theirs) => theirs / mine).ToArray();
        return new Speeds(
            segments / Median(ours), segments / Median(torch), Median(ratios), ratios.Min(), ratios.Max());
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
