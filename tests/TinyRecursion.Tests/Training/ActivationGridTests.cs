using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Tests.Training;

public class ActivationGridTests
{
    [Fact]
    public void Integers_reach_the_largest_entry_where_all_count_alike()
    {
        double[] steps = ActivationGrid.Steps([127f, -2.54f, -127f, 1.27f], 2);

        Assert.Equal([1.0, 0.02], steps.Select(step => Math.Round(step, 9)));
    }

    [Fact]
    public void A_column_of_zeros_is_taken_for_as_large_as_the_largest_and_nothing_for_one()
    {
        Assert.Equal([2.0, 2.0, 1.0], ActivationGrid.Steps([0f, 254f, -127f], 3));
        Assert.Equal([1.0, 1.0], ActivationGrid.Steps([0f, 0f, 0f, 0f], 2));
    }

    [Fact]
    public void One_outlier_among_many_is_cut_off()
    {
        float[] samples = [.. Enumerable.Range(0, 100_000).Select(i => i % 1000 / 1000f), 1.5f];

        Assert.InRange(ActivationGrid.Step(samples), 0.99 / 127, 1.4 / 127);
    }
}
