using Xunit;

namespace TinyRecursion.Tasks.Tests;

public class MetricTotalTests
{
    [Theory]
    [InlineData(MetricKind.Count, 2)]
    [InlineData(MetricKind.Total, 6)]
    [InlineData(MetricKind.Maximum, 5)]
    [InlineData(MetricKind.Median, 1)]
    [InlineData(MetricKind.Mean, (0 + 1 + (2 * 5)) / 4.0)]
    public void Values_are_put_together_by_the_metric_s_kind(MetricKind kind, double expected)
    {
        var metric = new Metric("m", kind, "m");
        var total = new MetricTotal(metric);
        total.Add(metric.Of(0));
        total.Add(metric.Of(1));
        total.Add(metric.Of(5, weight: 2));

        Assert.Equal(new MetricValue(metric, expected, 4), total.Value());
    }

    [Fact]
    public void The_median_of_very_many_values_is_that_of_a_sample_and_the_same_each_time()
    {
        double first = MedianOfMany(), second = MedianOfMany();

        Assert.Equal(first, second);
        Assert.InRange(first, 245_000, 255_000);

        static double MedianOfMany()
        {
            var metric = new Metric("m", MetricKind.Median, "m");
            var total = new MetricTotal(metric);
            for (int i = 0; i < 500_000; i++)
            {
                total.Add(metric.Of(i));
            }

            return total.Value().Value;
        }
    }
}
