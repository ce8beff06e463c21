using CsCheck;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Recursion.Search;

/// <summary>A search finds exactly what trying everything finds, in any order and under any guide, and keeps to its limits.</summary>
public class SearchTests
{
    private static readonly ColouringBranching Branching = new();

    public static TheoryData<SearchOrder> Orders => [SearchOrder.DepthFirst, SearchOrder.BestFirst];

    [Theory]
    [MemberData(nameof(Orders))]
    public void It_finds_exactly_what_brute_force_finds(SearchOrder order) => Gen.ULong.Sample(seed =>
    {
        var problem = Colouring.Random(seed);
        List<string> expected = problem.BruteForce();
        foreach (IGuide<ColouringBranching.Node>? guide in (IGuide<ColouringBranching.Node>?[])[null, new RandomGuide(seed)])
        {
            SearchOutcome<int[]> all = Search(guide, order, answersWanted: int.MaxValue).Run(problem);

            Assert.Equal(expected.Order(), all.Answers.Select(answer => string.Concat(answer)).Order());
            Assert.Equal(expected.Count > 0 ? HaltReason.Verified : HaltReason.Refuted, all.Reason);
            Assert.True(all.IsExhausted);
            Assert.Equal(expected.Count == 1, all.IsUnique);
            Assert.Equal((0, HaltReason.None), (all.OpenNodes, all.Limit));
        }
    });

    [Theory]
    [MemberData(nameof(Orders))]
    public void Two_answers_wanted_tell_none_one_and_several_apart(SearchOrder order) => Gen.ULong.Sample(seed =>
    {
        var problem = Colouring.Random(seed);
        int count = problem.BruteForce().Count;

        SearchOutcome<int[]> outcome = Search(null, order, answersWanted: 2).Run(problem);

        Assert.Equal(Math.Min(2, count), outcome.Answers.Count);
        Assert.Equal(count == 1, outcome.IsUnique);
    });

    [Theory]
    [MemberData(nameof(Orders))]
    public void It_is_deterministic(SearchOrder order) => Gen.ULong.Sample(seed =>
    {
        var problem = Colouring.Random(seed);
        SearchOutcome<int[]> first = Search(new RandomGuide(seed), order).Run(problem);
        SearchOutcome<int[]> second = Search(new RandomGuide(seed), order).Run(problem);

        Assert.Equal(first.Answer, second.Answer);
        Assert.Equal(
            (first.Reason, first.Nodes, first.TotalSteps, first.Depth, first.OpenNodes, first.PeakBytes),
            (second.Reason, second.Nodes, second.TotalSteps, second.Depth, second.OpenNodes, second.PeakBytes));
    });

    [Theory]
    [MemberData(nameof(Orders))]
    public void A_limit_on_nodes_is_kept_and_one_node_more_makes_no_difference_to_what_was_seen_before(SearchOrder order)
    {
        Colouring problem = Complete(5, colours: 4);
        var whole = new Visited();
        SearchOutcome<int[]> refuted = Search(null, order).Run(problem, whole);
        Assert.Equal((HaltReason.Refuted, 4), (refuted.Reason, Math.Max(4, refuted.Depth)));
        for (long limit = 1; limit < refuted.Nodes; limit++)
        {
            var seen = new Visited();

            SearchOutcome<int[]> outcome = Search(null, order, new SearchLimits { Nodes = limit }).Run(problem, seen);

            Assert.Equal((HaltReason.StepLimit, limit, HaltReason.StepLimit), (outcome.Reason, outcome.Nodes, outcome.Limit));
            Assert.Null(outcome.Answer);
            Assert.False(outcome.IsExhausted);
            Assert.True(outcome.OpenNodes > 0);
            Assert.Equal(whole.Nodes[..(int)limit], seen.Nodes);
        }

        Assert.Equal(HaltReason.Refuted, Search(null, order, new SearchLimits { Nodes = refuted.Nodes }).Run(problem).Reason);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void A_limit_on_memory_is_kept(SearchOrder order)
    {
        Colouring problem = Complete(6, colours: 5);
        long peak = Search(null, order).Run(problem).PeakBytes;
        Assert.True(peak > 2 * ColouringBranching.Bytes);

        SearchOutcome<int[]> outcome = Search(null, order, new SearchLimits { Bytes = peak - 1 }).Run(problem);

        Assert.Equal(HaltReason.MemoryLimit, outcome.Reason);
        Assert.Equal(peak, outcome.PeakBytes);
        Assert.Equal(HaltReason.Refuted, Search(null, order, new SearchLimits { Bytes = peak }).Run(problem).Reason);
    }

    [Fact]
    public void A_limit_on_time_is_kept_by_the_clock_that_it_is_given()
    {
        Colouring problem = Complete(6, colours: 5);
        var search = new TreeSearch<Colouring, ColouringBranching.Node, int[]>(Branching)
        {
            Limits = new SearchLimits { Time = TimeSpan.FromSeconds(10) },
            Clock = new TickingClock(),
        };

        SearchOutcome<int[]> outcome = search.Run(problem);

        // The clock is read once at the start and then before each node but the root, a second later each time.
        Assert.Equal((HaltReason.TimeLimit, 10), (outcome.Reason, outcome.Nodes));
    }

    [Fact]
    public void An_answer_before_a_limit_stays_one()
    {
        var problem = new Colouring(2, 2, []);

        SearchOutcome<int[]> outcome = Search(null, SearchOrder.DepthFirst, new SearchLimits { Nodes = 3 }, answersWanted: 5).Run(problem);

        Assert.Equal((HaltReason.Verified, HaltReason.StepLimit, 1), (outcome.Reason, outcome.Limit, outcome.Answers.Count));
        Assert.False(outcome.IsUnique);
    }

    [Fact]
    public void A_good_guide_leads_straight_to_the_answer_depth_first_and_best_first()
    {
        // Colour 2 everywhere, which is tried last without a guide.
        var problem = new Colouring(6, 3, []);
        foreach (SearchOrder order in (SearchOrder[])[SearchOrder.DepthFirst, SearchOrder.BestFirst])
        {
            SearchOutcome<int[]> outcome = Search(new HighestColour(), order).Run(problem);

            Assert.Equal("222222", string.Concat(outcome.Answer!));
            Assert.Equal((7, 6), (outcome.Nodes, outcome.Depth));
        }
    }

    [Fact]
    public void The_guides_steps_count_and_are_traced_as_its_own()
    {
        var trace = new Trace();
        var guide = new RecursionGuide<ColouringBranching.Node, int>(
            new PlainRecursion<ColouringBranching.Node, int>((_, inner, _) =>
            {
                inner?.Record(new SearchStepStub());
                return new Outcome<int>(2, HaltReason.StepLimit, 3);
            }),
            (_, best, choices) =>
            {
                foreach (ref SearchChoice choice in choices)
                {
                    choice.Score = choice.Value == best ? 0 : -1;
                }
            })
        {
            MaximumDepth = 1,
        };

        SearchOutcome<int[]> outcome = Search(guide, SearchOrder.DepthFirst).Run(new Colouring(3, 3, []), trace);

        // It is run at depths 0 and 1; at depth 2 what it said above still holds.
        Assert.Equal("222", string.Concat(outcome.Answer!));
        Assert.Equal((4, 4 + 6), (outcome.Nodes, outcome.TotalSteps));
        Assert.Equal(["", "guide 0", "", "guide 1", "", ""], trace.Steps.Select(step => step.Part));
    }

    [Fact]
    public void An_unsound_branching_is_found_out()
    {
        var search = new TreeSearch<Colouring, ColouringBranching.Node, int[]>(new Careless());

        Assert.Throws<InvalidOperationException>(() => search.Run(Complete(2, colours: 1)));
    }

    [Fact]
    public void Cancelling_ends_it_and_limits_that_mean_nothing_are_refused()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => Search(null, SearchOrder.DepthFirst).Run(Complete(5, 4), cancellation: stop.Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => Search(null, SearchOrder.DepthFirst, new SearchLimits { Nodes = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Search(null, SearchOrder.DepthFirst, new SearchLimits { Bytes = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Search(null, SearchOrder.DepthFirst, new SearchLimits { Time = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Search(null, SearchOrder.DepthFirst, answersWanted: 0));
    }

    private static TreeSearch<Colouring, ColouringBranching.Node, int[]> Search(
        IGuide<ColouringBranching.Node>? guide, SearchOrder order, SearchLimits? limits = null, int answersWanted = 1) =>
        new(Branching, guide) { Order = order, Limits = limits ?? new SearchLimits(), AnswersWanted = answersWanted };

    private static Colouring Complete(int vertices, int colours) => new(
        vertices, colours, Enumerable.Range(0, vertices).SelectMany(a => Enumerable.Range(0, a).Select(b => (a, b))).ToList());

    private sealed class Visited : ITrace
    {
        public List<string> Nodes { get; } = [];

        public void Record(ITracedStep step)
        {
            var node = Assert.IsType<SearchStep<ColouringBranching.Node>>(step);
            Assert.Equal(Nodes.Count + 1, node.Number);
            Assert.True(node.Readout().IsEmpty && float.IsPositiveInfinity(node.Residual()));
            Nodes.Add($"{node.Depth} {node.Choice.Variable} {node.Choice.Value} {node.Status}: {string.Join(' ', node.Node.Masks)}");
        }
    }

    private sealed class HighestColour : IGuide<ColouringBranching.Node>
    {
        public Guidance Score(
            ColouringBranching.Node node, int depth, Guidance above, Span<SearchChoice> choices, ITrace? trace, CancellationToken cancellation)
        {
            foreach (ref SearchChoice choice in choices)
            {
                choice.Score = choice.Value == 2 ? 0 : -1;
            }

            return default;
        }
    }

    private sealed class SearchStepStub : ITracedStep
    {
        public long Number => 1;

        public ReadOnlySpan<float> Readout() => [];

        public float Residual() => 0;
    }

    private sealed class TickingClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _ticks++;
    }

    /// <summary>Calls every node solved.</summary>
    private sealed class Careless : IBranching<Colouring, ColouringBranching.Node, int[]>
    {
        public ColouringBranching.Node Root(Colouring problem) => Branching.Root(problem);

        public NodeStatus Propagate(ColouringBranching.Node node) => NodeStatus.Solved;

        public void Branch(ColouringBranching.Node node, List<SearchChoice> choices) => Branching.Branch(node, choices);

        public ColouringBranching.Node Apply(ColouringBranching.Node node, SearchChoice choice, bool last) => Branching.Apply(node, choice, last);

        public int[] Answer(ColouringBranching.Node node) => Branching.Answer(node);

        public bool Accepts(Colouring problem, int[] answer) => Branching.Accepts(problem, answer);

        public long BytesOf(ColouringBranching.Node node) => 1;
    }
}
