using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Training.Tests.Compression;

public class ActivationGridTests
{
    [Fact]
    public void Integers_reach_the_largest_entry_where_all_count_alike()
    {
        Assert.Equal(0.02, ActivationGrid.Step([-2.54f, 1.27f]), 9);
        Assert.Equal(0, ActivationGrid.Step([0f, 0f]));
    }

    [Fact]
    public void One_outlier_among_many_is_cut_off()
    {
        float[] samples = [.. Enumerable.Range(0, 100_000).Select(i => i % 1000 / 1000f), 1.5f];

        Assert.InRange(ActivationGrid.Step(samples), 0.99 / 127, 1.4 / 127);
    }
}
