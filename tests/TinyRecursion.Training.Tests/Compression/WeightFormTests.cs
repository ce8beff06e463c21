using TinyRecursion.Operations;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Training.Tests.Compression;

public class WeightFormTests
{
    private static readonly SampleCase Sample = RandomRules.Draw(7, 32);

    [Theory]
    [InlineData(127)]
    [InlineData(7)]
    [InlineData(1)]
    public void Weights_of_a_column_are_few_multiples_of_one_number_and_nothing_else_changes(int levels)
    {
        float[] formed = new WeightForm { Levels = levels }.Apply(Sample.Graph, Sample.Parameters);

        HashSet<int> matrices = [.. Sample.Graph.WeightsOf(WeightRole.Map)];
        Assert.NotEmpty(matrices);
        for (int i = 0; i < Sample.Graph.Weights.Count; i++)
        {
            WeightShape shape = Sample.Graph.Weights[i];
            float[] before = Sample.Parameters[shape.Offset..(shape.Offset + shape.Count)];
            float[] after = formed[shape.Offset..(shape.Offset + shape.Count)];
            if (!matrices.Contains(i))
            {
                Assert.Equal(before, after);
                continue;
            }

            for (int column = 0; column < shape.Columns; column++)
            {
                float[] sizes = [.. Enumerable.Range(0, shape.Rows).Select(row => Math.Abs(after[(row * shape.Columns) + column])).Where(size => size > 0)];
                Assert.True(sizes.Select(size => MathF.Round(size, 6)).Distinct().Count() <= levels, shape.Name);
            }

            Assert.True(Error(before, after) < Error(before, new float[before.Length]), shape.Name);
        }
    }

    [Fact]
    public void The_smallest_weights_of_each_matrix_go()
    {
        float[] formed = new WeightForm { Pruned = 0.4f }.Apply(Sample.Graph, Sample.Parameters);

        foreach (int index in Sample.Graph.WeightsOf(WeightRole.Map))
        {
            WeightShape shape = Sample.Graph.Weights[index];
            int[] gone = [.. Enumerable.Range(shape.Offset, shape.Count).Where(at => formed[at] == 0)];
            Assert.Equal((int)(0.4f * shape.Count), gone.Length);
            float largest = gone.Select(at => Math.Abs(Sample.Parameters[at])).DefaultIfEmpty(0).Max();
            Assert.All(
                Enumerable.Range(shape.Offset, shape.Count).Except(gone),
                at => Assert.True(formed[at] == Sample.Parameters[at] && Math.Abs(formed[at]) >= largest));
        }
    }

    [Fact]
    public void Nothing_asked_for_changes_nothing_and_nonsense_is_refused()
    {
        Assert.Equal(Sample.Parameters, new WeightForm().Apply(Sample.Graph, Sample.Parameters));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightForm { Levels = 0 }.Apply(Sample.Graph, Sample.Parameters));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightForm { Levels = 128 }.Apply(Sample.Graph, Sample.Parameters));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightForm { Pruned = 1 }.Apply(Sample.Graph, Sample.Parameters));
    }

    private static double Error(float[] a, float[] b) => a.Zip(b).Sum(pair => Math.Pow(pair.First - pair.Second, 2));
}
