using Xunit;

namespace TinyRecursion.Tests;

/// <summary>Seeds mean the same on every machine and in every version.</summary>
public class SeededRandomTests
{
    [Fact]
    public void Is_SplitMix64()
    {
        // The first outputs for seed 1234567, as published with the algorithm's reference implementation.
        var random = new SeededRandom(1234567);

        Assert.Equal(
            [6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL],
            Enumerable.Range(0, 5).Select(_ => random.NextUInt64()).ToArray());
    }

    [Fact]
    public void A_sequence_goes_on_from_its_state()
    {
        var random = new SeededRandom(5);
        random.NextUInt64();
        var resumed = new SeededRandom(0) { State = random.State };

        Assert.Equal(random.NextUInt64(), resumed.NextUInt64());
    }

    [Fact]
    public void Integers_fill_their_range_evenly_and_normal_numbers_have_mean_0_and_deviation_1()
    {
        var random = new SeededRandom(9);
        var counts = new int[7];
        double sum = 0, squares = 0;
        const int Draws = 70_000;
        for (int i = 0; i < Draws; i++)
        {
            counts[random.NextInt32(7)]++;
            float normal = random.NextGaussian();
            sum += normal;
            squares += normal * normal;
            Assert.InRange(random.NextSingle(), 0f, 0.99999999f);
        }

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
        Assert.Equal(0, sum / Draws, 0.02);
        Assert.Equal(1, squares / Draws, 0.02);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt32(0));
    }

    [Fact]
    public void Indices_of_one_seed_have_sequences_of_their_own() => Assert.Equal(
        1000, Enumerable.Range(0, 1000).Select(i => SeededRandom.For(3, (ulong)i).State).Distinct().Count());
}
