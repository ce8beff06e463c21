using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TinyRecursion.TorchComparison;

/// <summary>Writes results down.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web);

    /// <summary>One JSON object.</summary>
    public static string Json(ComparisonOptions options, IReadOnlyList<ComparisonResult> results) =>
        JsonSerializer.Serialize(new { options, results }, JsonOptions);

    /// <summary>A table for people.</summary>
    public static string Table(ComparisonOptions options, IReadOnlyList<ComparisonResult> results)
    {
        var text = new StringBuilder();
        Line(text, $"Training segments: {options.Steps} steps forward and back, batch {options.Batch}, {options.Threads} threads, median of {options.Rounds} rounds");
        Line(text, $"");
        Line(text, $"{"",-28} {"cells",6}  {"segments per",-12} {"ours",8} {"torch",8} {"ratio",7}  {"of rounds"}");
        foreach (ComparisonResult result in results)
        {
            AddRow($"{result.Name,-28} {result.CellsPerBoard,6:F0}", "second", result.PerSecond);
            AddRow($"{"",-35}", "core-second", result.PerCoreSecond);
        }

        Line(text, $"");
        Line(text, $"Largest difference of gradients: {results.Max(result => result.GradientDifference):E1} of a tensor's largest entry");
        return text.ToString().TrimEnd();

        void AddRow(FormattableString start, string unit, Speeds speeds) => Line(
            text,
            $"{start.ToString(CultureInfo.InvariantCulture)}  {unit,-12} {speeds.Ours,8:F1} {speeds.Torch,8:F1} {speeds.Ratio,6:F2}x  {speeds.LowestRatio:F2} to {speeds.HighestRatio:F2}");
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
