using System.Globalization;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Common;

/// <summary>Metrics in words.</summary>
internal static class MetricText
{
    /// <summary>The metrics of an evaluation as one line; counts of nothing are left out.</summary>
    public static string Of(Evaluation evaluation) => string.Join(", ", evaluation.Metrics
        .Where(value => value.Metric.Kind != MetricKind.Count || value.Value != 0)
        .Select(value => $"{Of(value)} {value.Metric.Words}"));

    /// <summary>A value as text.</summary>
    public static string Of(MetricValue value) => value.Value.ToString(
        value.Metric.Kind switch
        {
            MetricKind.Share => "p2",
            MetricKind.Count or MetricKind.Total or MetricKind.Maximum => "n0",
            _ => "n2",
        },
        CultureInfo.InvariantCulture);
}
