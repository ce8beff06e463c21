namespace TinyRecursion.Tasks;

/// <summary>How the values of a metric are put together, which also ends its name in JSON.</summary>
public enum MetricKind
{
    /// <summary>The number of answers whose value is not zero; <c>…Count</c>.</summary>
    Count,

    /// <summary>The weighted mean of values in [0, 1]; <c>…Share</c>.</summary>
    Share,

    /// <summary>The weighted mean; <c>…Mean</c>.</summary>
    Mean,

    /// <summary>The sum; <c>…Total</c>.</summary>
    Total,

    /// <summary>The largest; <c>…Max</c>.</summary>
    Maximum,

    /// <summary>The value that half of the answers stay below; <c>…Median</c>.</summary>
    Median,
}
