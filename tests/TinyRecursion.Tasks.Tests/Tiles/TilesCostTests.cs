using CsCheck;
using TinyRecursion.Models;
using TinyRecursion.Execution.Float;
using TinyRecursion.Recursion.Planning;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Tiles;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Tiles;

public class TilesCostTests
{
    [Fact]
    public void Plain_costs_are_never_too_high_and_linear_conflicts_only_add()
    {
        var space = new TilesSpace<ulong>(3);
        var manhattan = new TilesCost<ulong>(space, withConflicts: false);
        var conflicts = new TilesCost<ulong>(space, withConflicts: true);
        bool some = false;
        foreach ((ulong state, int distance) in TilesSamples.Distances.Value)
        {
            int plain = manhattan.Of(state), with = conflicts.Of(state);
            Assert.True(plain <= with && with <= distance);
            some |= plain < with;
        }

        Assert.True(some);
    }

    [Fact]
    public void A_reversed_row_needs_two_moves_for_each_tile_but_one()
    {
        var space = new TilesSpace<ulong>(4);
        ulong reversed = space.KeyOf(new TilesBoard([0, 1, 2, 3, 7, 6, 5, 4, 8, 9, 10, 11, 12, 13, 14, 15]), TilesGoal.BlankFirst);
        Assert.Equal(8, new TilesCost<ulong>(space, withConflicts: false).Of(reversed));
        Assert.Equal(8 + 6, new TilesCost<ulong>(space, withConflicts: true).Of(reversed));
    }

    [Fact]
    public void A_rules_estimate_depends_on_the_board_alone()
    {
        using ModelRule rule = TilesSamples.RandomModel().Open();
        Check(new TilesSpace<ulong>(2), rule);
        Check(new TilesSpace<ulong>(4), rule);
        Check(new TilesSpace<UInt128>(5), rule);
    }

    private static void Check<TKey>(TilesSpace<TKey> space, IRule rule)
        where TKey : unmanaged, System.Numerics.IBinaryInteger<TKey>
    {
        var encoding = new TilesEncoding<TKey>(space);
        TKey[] states = [.. Enumerable.Range(0, 150).Select(i =>
            space.KeyOf(TilesGenerator.Shuffle(1, (ulong)i, space.Side, TilesGoal.BlankFirst), TilesGoal.BlankFirst))];
        using var one = new RuleCostToGo<TKey>(rule, encoding, steps: 2);
        using var three = new RuleCostToGo<TKey>(rule, encoding, steps: 2, threads: 3);
        float[] alone = [.. states.Select(state => Estimate(one, [state])[0])];

        Assert.Equal(alone, Estimate(one, states));
        Assert.Equal(alone, Estimate(three, states));
        Assert.Equal(alone[7..], Estimate(one, states[7..]));
        Assert.True(alone.Distinct().Count() > 5);
        var plain = new TilesCost<TKey>(space, withConflicts: true);
        Assert.All(states.Zip(alone), pair => Assert.True(pair.Second >= plain.Of(pair.First)));
    }

    private static float[] Estimate<TKey>(RuleCostToGo<TKey> cost, TKey[] states)
        where TKey : unmanaged, System.Numerics.IBinaryInteger<TKey>
    {
        var costs = new float[states.Length];
        cost.Estimate(states, costs);
        return costs;
    }
}
