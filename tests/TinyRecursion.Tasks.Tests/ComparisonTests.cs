using Xunit;

namespace TinyRecursion.Tasks.Tests;

/// <summary>The statistics of comparisons, against values worked out otherwise.</summary>
public class ComparisonTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(1, 7, 0.0703125)]
    [InlineData(10, 2, 0.03857421875)]
    public void The_sign_test_is_the_exact_binomial_one(int one, int other, double expected)
    {
        Assert.Equal(expected, Comparison.SignTest(one, other), 10);
        Assert.Equal(expected, Comparison.SignTest(other, one), 10);
    }

    [Fact]
    public void Many_instances_neither_underflow_nor_leave_the_range()
    {
        Assert.InRange(Comparison.SignTest(50_000, 50_400), 0.2, 0.21);
        Assert.InRange(Comparison.SignTest(0, 100_000), 0, double.Epsilon);
    }

    [Theory]
    [InlineData(0.5, 10, 0.2366, 0.7634)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(1, 100, 0.9630, 1)]
    public void Wilsons_interval_is_that_of_the_tables(double share, int count, double low, double high)
    {
        (double Share, double Low, double High) interval = Comparison.Wilson(share, count);
        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Fact]
    public void Instances_count_once_whatever_the_number_of_seeds()
    {
        var comparison = Comparison.Of([2, 0, 1, 2], [2, 2, 0, 2], seeds: 2);

        Assert.Equal((4, 2, 1, 1), (comparison.Instances, comparison.Seeds, comparison.FirstBetter, comparison.SecondBetter));
        Assert.Equal((0.625, 0.75, 0.125), (comparison.First.Share, comparison.Second.Share, comparison.Difference.Share));
        Assert.Equal(1, comparison.PValue);
    }

    [Fact]
    public void The_interval_of_the_difference_holds_it_and_is_the_same_again()
    {
        int[] first = [.. Enumerable.Range(0, 200).Select(i => i % 4 == 0 ? 1 : 0)], second = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? 1 : 0)];
        var comparison = Comparison.Of(first, second, seeds: 1);

        Assert.Equal(comparison, Comparison.Of(first, second, seeds: 1));
        // A quarter of the instances differ, all one way: the standard error is sqrt(0.25 * 0.75 / 200), 0.0306.
        Assert.Equal(0.25, comparison.Difference.Share);
        Assert.InRange(comparison.Difference.Low, 0.18, 0.20);
        Assert.InRange(comparison.Difference.High, 0.30, 0.32);
        // Three instances on which both agree: five with those added, of variance 1/5.
        var few = Comparison.Of([1, 1, 0], [1, 1, 0], seeds: 1);
        Assert.Equal((0, -0.392, 0.392), (few.Difference.Share, Math.Round(few.Difference.Low, 3), Math.Round(few.Difference.High, 3)));
        Assert.Throws<ArgumentException>(() => Comparison.Of([], [], 1));
        Assert.Throws<ArgumentException>(() => Comparison.Of([1], [1, 0], 1));
    }
}
