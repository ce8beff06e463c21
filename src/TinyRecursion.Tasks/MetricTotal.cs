namespace TinyRecursion.Tasks;

/// <summary>The values of one metric put together as they come, in the same memory however many there are.</summary>
/// <param name="metric">The metric.</param>
internal sealed class MetricTotal(Metric metric)
{
    /// <summary>Values of which a median is exact; of more it is that of a sample, drawn the same way each time.</summary>
    private const int MostKept = 1 << 16;

    private readonly List<double> _kept = [];
    private SeededRandom _random = new(1);
    private long _count;
    private double _sum;
    private double _weights;
    private double _maximum = double.NegativeInfinity;

    /// <summary>Adds a value.</summary>
    public void Add(MetricValue value)
    {
        _count++;
        _sum += metric.Kind switch
        {
            MetricKind.Count => value.Value != 0 ? 1 : 0,
            MetricKind.Total => value.Value,
            _ => value.Value * value.Weight,
        };
        _weights += value.Weight;
        _maximum = Math.Max(_maximum, value.Value);
        if (metric.Kind == MetricKind.Median)
        {
            Keep(value.Value);
        }
    }

    /// <summary>All values together.</summary>
    public MetricValue Value() => new(
        metric,
        metric.Kind switch
        {
            MetricKind.Count or MetricKind.Total => _sum,
            MetricKind.Maximum => _maximum,
            MetricKind.Median => Median([.. _kept.Order()]),
            _ => _sum / Math.Max(_weights, double.Epsilon),
        },
        _weights);

    private static double Median(double[] ordered) => (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;

    private void Keep(double value)
    {
        if (_kept.Count < MostKept)
        {
            _kept.Add(value);
        }
        else if (_random.NextUInt64() % (ulong)_count is var place && place < MostKept)
        {
            _kept[(int)place] = value;
        }
    }
}
