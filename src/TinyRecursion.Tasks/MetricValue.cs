namespace TinyRecursion.Tasks;

/// <summary>The value of a metric on one answer, or on all answers of an evaluation.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Value">The value.</param>
/// <param name="Weight">How much it counts in a mean or share.</param>
public readonly record struct MetricValue(Metric Metric, double Value, double Weight);
