using CsCheck;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Planning;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Recursion.Planning;

public class PlanningTests
{
    private static readonly Gen<(ulong Seed, int States, int Size)> Cases = Gen.Select(Gen.ULong, Gen.Int[2, 60], Gen.Int[1, 40]);

    [Fact]
    public void Best_first_search_finds_the_cheapest_plan_or_proves_that_there_is_none() => Cases.Sample(given =>
    {
        var space = new GraphSpace(given.Seed, given.States);
        PlanningOutcome outcome = new BestFirstSearch<int>(space, new ScaledCost(space, given.Seed)) { BatchSize = given.Size }.Run(0);
        double best = space.CostsToGo[0];

        Assert.Equal(double.IsFinite(best) ? HaltReason.Verified : HaltReason.Refuted, outcome.Reason);
        if (outcome.Answer is { } plan)
        {
            Assert.Equal(best, plan.Cost);
            Assert.Equal(plan.Cost, Plan.Replay(space, 0, plan.Actions, out int end));
            Assert.True(space.IsGoal(end));
        }
    });

    [Fact]
    public void A_weight_above_one_costs_at_most_that_factor() => Cases.Sample(given =>
    {
        var space = new GraphSpace(given.Seed, given.States);
        PlanningOutcome outcome = new BestFirstSearch<int>(space, new ScaledCost(space, given.Seed)) { Weight = 2, BatchSize = given.Size }.Run(0);

        Assert.True(outcome.Answer is null || outcome.Answer.Cost <= 2 * space.CostsToGo[0]);
        Assert.Equal(double.IsFinite(space.CostsToGo[0]), outcome.IsVerified);
    });

    [Fact]
    public void A_beam_finds_a_plan_that_holds_and_never_denies_one_that_exists() => Cases.Sample(given =>
    {
        var space = new GraphSpace(given.Seed, given.States);
        PlanningOutcome outcome = new BeamSearch<int>(space, new ScaledCost(space, given.Seed, most: 3f), given.Size).Run(0);

        if (outcome.Answer is { } plan)
        {
            Assert.Equal(plan.Cost, Plan.Replay(space, 0, plan.Actions, out int end));
            Assert.True(space.IsGoal(end));
        }
        else
        {
            Assert.True(outcome.Reason == HaltReason.DeadEnd || (outcome.Reason == HaltReason.Refuted && double.IsInfinity(space.CostsToGo[0])));
        }

        Assert.True(given.Size < given.States || outcome.IsSettled, "A beam as wide as the graph leaves nothing out.");
    });

    [Fact]
    public void Limits_on_nodes_and_memory_are_never_exceeded() => Cases.Sample(given =>
    {
        var space = new GraphSpace(given.Seed, given.States);
        var limits = new SearchLimits { Nodes = given.Size, Bytes = 1000 * given.Size };
        var cost = new ScaledCost(space, given.Seed);
        foreach (PlanningOutcome outcome in (PlanningOutcome[])[
            new BeamSearch<int>(space, cost, 8) { Limits = limits }.Run(0),
            new BestFirstSearch<int>(space, cost) { BatchSize = 3, Limits = limits }.Run(0)])
        {
            Assert.InRange(outcome.Nodes, 0, given.Size);
            Assert.InRange(outcome.PeakBytes, 0, 1000 * given.Size);
        }

        Assert.InRange(cost.Asked, 0, 2 * given.Size);
    });

    [Fact]
    public void A_search_says_at_which_limit_it_gave_up_and_how_far_it_came()
    {
        var line = new LineSpace(100_000);
        var nodes = new SearchLimits { Nodes = 50 };
        var bytes = new SearchLimits { Bytes = 1 << 20 };
        var time = new SearchLimits { Time = TimeSpan.FromSeconds(5) };

        Check(HaltReason.StepLimit, nodes, outcome => Assert.Equal((50, 99_952f), (outcome.Nodes, outcome.Closest)));
        Check(HaltReason.MemoryLimit, bytes, outcome => Assert.InRange(outcome.PeakBytes, 1 << 18, 1 << 20));
        Check(HaltReason.TimeLimit, time, outcome => Assert.InRange(outcome.Nodes, 1, 10));

        void Check(HaltReason reason, SearchLimits limits, Action<PlanningOutcome> more)
        {
            PlanningOutcome beam = new BeamSearch<int>(line, line, 2) { Limits = limits, Clock = new TickingClock() }.Run(0);
            PlanningOutcome best = new BestFirstSearch<int>(line, line) { BatchSize = 1, Limits = limits, Clock = new TickingClock() }.Run(0);
            Assert.Equal((reason, reason), (beam.Reason, best.Reason));
            more(best);
        }
    }

    [Fact]
    public void A_start_that_is_a_goal_needs_no_actions()
    {
        var line = new LineSpace(0);
        Assert.Empty(new BeamSearch<int>(line, line, 1).Run(0).Answer!.Actions);
        Assert.Empty(new BestFirstSearch<int>(line, line).Run(0).Answer!.Actions);
    }

    [Fact]
    public void What_certainly_leads_nowhere_is_not_gone_through()
    {
        var line = new LineSpace(10);
        var blocked = new FixedCost(float.PositiveInfinity);
        Assert.Equal((HaltReason.Refuted, 0), Of(new BestFirstSearch<int>(line, blocked).Run(0)));
        Assert.Equal((HaltReason.Refuted, 1), Of(new BeamSearch<int>(line, blocked, 4).Run(0)));

        static (HaltReason, long) Of(PlanningOutcome outcome) => (outcome.Reason, outcome.Expanded);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void Estimates_below_zero_and_no_numbers_are_refused(float estimate)
    {
        var line = new LineSpace(10);
        Assert.Throws<ArgumentException>(() => new BestFirstSearch<int>(line, new FixedCost(estimate)).Run(0));
        Assert.Throws<ArgumentException>(() => new BeamSearch<int>(line, new FixedCost(estimate), 4).Run(0));
    }

    [Fact]
    public void A_cancelled_search_ends()
    {
        var line = new LineSpace(10);
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => new BeamSearch<int>(line, line, 2).Run(0, null, cancelled));
        Assert.Throws<OperationCanceledException>(() => new BestFirstSearch<int>(line, line).Run(0, null, cancelled));
    }

    [Fact]
    public void A_trace_sees_every_layer()
    {
        var line = new LineSpace(5);
        var trace = new Recorder();
        IRecursion<int, Plan> search = new BeamSearch<int>(line, line, 2);

        Assert.Equal([0, 0, 0, 0, 0], search.Run(0, trace).Answer!.Actions);
        // Forwards and backwards at first, then forwards alone: what was seen is not looked at again.
        Assert.Equal(["1: 2 nodes, 2 wait", "2: 4 nodes, 2 wait", "3: 6 nodes, 2 wait", "4: 8 nodes, 2 wait"], trace.Lines);
    }

    private sealed class Recorder : ITrace
    {
        public List<string> Lines { get; } = [];

        public void Record(ITracedStep step)
        {
            var planning = (PlanningStep)step;
            Lines.Add($"{planning.Number}: {planning.Nodes} nodes, {planning.Frontier} wait");
        }
    }

    private sealed class TickingClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds++;
    }

    private sealed class FixedCost(float cost) : ICostToGo<int>
    {
        public void Estimate(ReadOnlySpan<int> states, Span<float> costs) => costs[..states.Length].Fill(cost);
    }

    /// <summary>The whole numbers; the goal is one of them, and the estimate is the distance.</summary>
    private sealed class LineSpace(int goal) : IStateSpace<int>, ICostToGo<int>
    {
        public int MaximumSuccessors => 2;

        public int Expand(int state, Span<Successor<int>> successors)
        {
            successors[0] = new Successor<int>(state + 1, 0, 1);
            successors[1] = new Successor<int>(state - 1, 1, 1);
            return 2;
        }

        public ulong Hash(int state) => (ulong)state;

        public bool IsGoal(int state) => state == goal;

        public void Estimate(ReadOnlySpan<int> states, Span<float> costs)
        {
            for (int i = 0; i < states.Length; i++)
            {
                costs[i] = Math.Abs(goal - states[i]);
            }
        }
    }
}
