using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Tasks.Tiles;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Tiles;

public class TilesPlannerTests
{
    private static readonly TilesBoard Fifteen = TilesGenerator.Shuffle(4, 0, 4, TilesGoal.BlankLast);

    [Theory]
    [InlineData(TilesGoal.BlankFirst)]
    [InlineData(TilesGoal.BlankLast)]
    public void Best_first_search_with_plain_costs_finds_shortest_plans(TilesGoal goal)
    {
        var space = new TilesSpace<ulong>(3);
        using var planner = new TilesPlanner(null, new TilesPlanOptions { Weight = 1 });
        for (ulong i = 0; i < 25; i++)
        {
            TilesBoard board = TilesGenerator.Shuffle(6, i, 3, goal);
            TilesResult result = planner.Run(board, goal);

            Assert.Equal(TilesSamples.Distances.Value[space.KeyOf(board, goal)], result.Moves.Count);
            Assert.True(TilesChecker.Check(board, goal, result.Moves).IsSolved);
        }
    }

    [Theory]
    [InlineData(4, TilesGoal.BlankFirst)]
    [InlineData(4, TilesGoal.BlankLast)]
    [InlineData(5, TilesGoal.BlankLast)]
    public void A_beam_orders_large_boards(int side, TilesGoal goal)
    {
        TilesBoard board = TilesGenerator.Shuffle(6, 1, side, goal);
        using var planner = new TilesPlanner(null, new TilesPlanOptions { Beam = 50 });
        TilesResult result = planner.Run(board, goal);

        Assert.True(result.IsSolved);
        Assert.True(TilesChecker.Check(board, goal, result.Moves).IsSolved);
    }

    [Fact]
    public void An_order_out_of_reach_is_proved_at_once()
    {
        TilesBoard swapped = new([2, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0]);
        using var planner = new TilesPlanner(null, new TilesPlanOptions());
        TilesResult result = planner.Run(swapped, TilesGoal.BlankLast);

        Assert.Equal((HaltReason.Refuted, 0, 0), (result.Reason, result.Moves.Count, result.Nodes));
        // With sides of even length the same board is in reach of the other order.
        Assert.NotEqual(swapped.CanReach(TilesGoal.BlankLast), swapped.CanReach(TilesGoal.BlankFirst));
    }

    [Fact]
    public void A_search_over_all_boards_agrees_with_the_parity()
    {
        var space = new TilesSpace<ulong>(2);
        ulong swapped = space.KeyOf(new TilesBoard([0, 2, 1, 3]), TilesGoal.BlankFirst);
        Recursion.Planning.PlanningOutcome outcome =
            new Recursion.Planning.BeamSearch<ulong>(space, new TilesCost<ulong>(space, withConflicts: false), 12).Run(swapped);
        Assert.Equal((HaltReason.Refuted, 12), (outcome.Reason, outcome.Expanded));
    }

    [Fact]
    public void A_rules_plans_do_not_depend_on_threads()
    {
        using NeuralRule rule = TilesSamples.RandomRule();
        using var one = new TilesPlanner(rule, new TilesPlanOptions { Beam = 40, Limits = new SearchLimits { Nodes = 6000 } });
        using var two = new TilesPlanner(rule, new TilesPlanOptions { Beam = 40, Threads = 2, Limits = new SearchLimits { Nodes = 6000 } });
        TilesResult first = one.Run(Fifteen, TilesGoal.BlankLast), second = two.Run(Fifteen, TilesGoal.BlankLast);

        Assert.Equal(first.Moves, second.Moves);
        Assert.Equal((first.Reason, first.Nodes, first.Closest), (second.Reason, second.Nodes, second.Closest));
    }

    [Theory]
    [InlineData(4, 8)]
    [InlineData(5, 3)]
    public void The_shipped_rule_finds_shorter_plans_than_plain_costs_at_the_same_number_of_boards(int side, int boards)
    {
        Model model = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "tiles.safetensors"));
        using var rule = new NeuralRule(model.Graph, model.Parameters.Span);
        using var learned = new TilesPlanner(rule, new TilesPlanOptions { Beam = 100 });
        using var plain = new TilesPlanner(null, new TilesPlanOptions { Beam = 100 });
        TilesResult[] with = [.. Enumerable.Range(0, boards).Select(i => learned.Run(Board(i), TilesGoal.BlankLast))];
        TilesResult[] without = [.. Enumerable.Range(0, boards).Select(i => plain.Run(Board(i), TilesGoal.BlankLast))];

        Assert.All(with, result => Assert.True(result.IsSolved));
        Assert.True(with.Sum(result => result.Moves.Count) < without.Sum(result => result.Moves.Count));
        Assert.True(with.Sum(result => result.Nodes) < without.Sum(result => result.Nodes));

        TilesBoard Board(int i) => TilesGenerator.Shuffle(77, (ulong)i, side, TilesGoal.BlankLast);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_board()
    {
        var space = new TilesSpace<ulong>(4);
        var search = new Recursion.Planning.BeamSearch<ulong>(space, new TilesCost<ulong>(space, withConflicts: true), 2000);
        ulong start = space.KeyOf(Fifteen, TilesGoal.BlankLast);
        search.Run(start);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Recursion.Planning.PlanningOutcome outcome = search.Run(start);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The table of boards seen doubles: all of its sizes together are at most 4/3 of the last two, which are the peak.
        Assert.InRange(allocated, 1, (outcome.PeakBytes * 4 / 3) + 100_000);
        Assert.True(outcome.Nodes > 100_000);
    }

    [Fact]
    public void Limits_end_a_search_with_how_far_it_came()
    {
        using var few = new TilesPlanner(null, new TilesPlanOptions { Limits = new SearchLimits { Nodes = 1000 } });
        using var small = new TilesPlanner(null, new TilesPlanOptions { Weight = 1, Limits = new SearchLimits { Bytes = 2_000_000 } });
        TilesResult nodes = few.Run(Fifteen, TilesGoal.BlankLast), bytes = small.Run(Fifteen, TilesGoal.BlankLast);

        Assert.Equal((HaltReason.StepLimit, HaltReason.MemoryLimit), (nodes.Reason, bytes.Reason));
        Assert.InRange(nodes.Nodes, 1, 1000);
        Assert.InRange(bytes.PeakBytes, 1_000_000, 2_000_000);
        Assert.All([nodes, bytes], result => Assert.True(result.Depth > 0 && result.Closest > 0 && result.Moves.Count == 0));
    }
}
