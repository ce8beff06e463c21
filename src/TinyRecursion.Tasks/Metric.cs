namespace TinyRecursion.Tasks;

/// <summary>A metric of answers, as data: verbs put values together, print and compare them without knowing the task.</summary>
/// <param name="Name">What is measured, in camel case, such as <c>nodes</c>.</param>
/// <param name="Kind">How values are put together.</param>
/// <param name="Words">A few words for text, such as <c>equal to the label</c>.</param>
public sealed record Metric(string Name, MetricKind Kind, string Words)
{
    /// <summary>Answers that count as solved.</summary>
    public static Metric Solved { get; } = new("solved", MetricKind.Share, "solved");

    /// <summary>Answers that equal the label of their instance, of those that have one.</summary>
    public static Metric Exact { get; } = new("exact", MetricKind.Share, "equal to the label");

    /// <summary>Cells that are right.</summary>
    public static Metric Cells { get; } = new("cells", MetricKind.Share, "of the cells right");

    /// <summary>The name in JSON, such as <c>exactShare</c>.</summary>
    public string Key => Name + Kind switch
    {
        MetricKind.Count => "Count",
        MetricKind.Share => "Share",
        MetricKind.Mean => "Mean",
        MetricKind.Total => "Total",
        MetricKind.Maximum => "Max",
        _ => "Median",
    };

    /// <summary>A value of the metric.</summary>
    /// <param name="value">The value; of a share, in [0, 1].</param>
    /// <param name="weight">How much it counts in a mean or share, such as the number of nodes that it is a share of.</param>
    public MetricValue Of(double value, double weight = 1) => new(this, value, weight);

    /// <summary>A value of a share or count.</summary>
    /// <param name="value">Whether the answer has the property.</param>
    public MetricValue Of(bool value) => new(this, value ? 1 : 0, 1);
}
