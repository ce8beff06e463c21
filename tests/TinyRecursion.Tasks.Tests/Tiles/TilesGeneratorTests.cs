using CsCheck;
using TinyRecursion.Tasks.Tiles;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Tiles;

public class TilesGeneratorTests
{
    [Fact]
    public void Every_board_can_be_ordered_and_comes_again() =>
        Gen.Select(Gen.ULong, Gen.Int[TilesBoard.MinimumSide, TilesBoard.MaximumSide], TilesSamples.Goal, Gen.Int[0, 60]).Sample(
            (seed, side, goal, moves) =>
            {
                var shuffled = TilesGenerator.Shuffle(seed, 3, side, goal);
                Assert.True(shuffled.CanReach(goal));
                Assert.Equal(shuffled, TilesGenerator.Shuffle(seed, 3, side, goal));
                Assert.True(TilesGenerator.Walk(seed, 3, side, goal, moves).CanReach(goal));
            });

    [Fact]
    public void All_boards_of_side_two_are_drawn_alike()
    {
        const int Draws = 6000;
        var counts = Enumerable.Range(0, Draws).CountBy(i => TilesGenerator.Shuffle(9, (ulong)i, 2, TilesGoal.BlankLast).ToString()).ToDictionary();
        Assert.Equal(12, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 400, 600));
    }

    [Fact]
    public void A_walk_does_not_take_a_move_back()
    {
        Assert.Equal(TilesBoard.Ordered(4, TilesGoal.BlankFirst), TilesGenerator.Walk(1, 1, 4, TilesGoal.BlankFirst, 0));
        var space = new TilesSpace<ulong>(3);
        // Without moves back and forth two, four and six moves lead as far away: circles are longer.
        Assert.All([2, 4, 6], moves => Assert.All(Enumerable.Range(0, 50), index => Assert.Equal(
            moves,
            TilesSamples.Distances.Value[space.KeyOf(TilesGenerator.Walk(2, (ulong)index, 3, TilesGoal.BlankFirst, moves), TilesGoal.BlankFirst)])));
    }
}
