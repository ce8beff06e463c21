using CsCheck;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Graphs;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Graphs;

/// <summary>Solver, checker, paths and relaxation, each against something written in another way.</summary>
public class GraphAnswerTests
{
    [Fact]
    public void The_solver_finds_what_trying_everything_finds() => GraphSamples.Any.Sample(graph =>
        Assert.Equal(GraphSamples.Floyd(graph), GraphDistances.Of(graph)));

    [Fact]
    public void Relaxation_finds_the_same_and_is_accepted() => GraphSamples.Any.Sample(graph =>
    {
        using Solver<WeightedGraph, GraphAnswer> solver = new GraphTask().Open(null);
        GraphAnswer answer = solver.Solve(graph);
        Assert.Equal(GraphSamples.Floyd(graph), answer.Distances);
        Assert.True(answer.Verdict.IsRight, answer.Verdict.ToString());
        Assert.InRange(answer.Steps, 1, graph.Nodes + 2);
    });

    [Fact]
    public void Relaxation_is_exact_far_beyond_what_a_float_holds()
    {
        long heavy = (1L << 59) + 12345;
        var graph = new WeightedGraph(["a", "b", "c"], [new GraphEdge(0, 1, heavy), new GraphEdge(1, 2, 7)], true, 0, []);
        using Solver<WeightedGraph, GraphAnswer> solver = new GraphTask().Open(null);

        Assert.Equal([0, heavy, heavy + 7], solver.Solve(graph).Distances);
    }

    [Fact]
    public void The_checker_accepts_the_right_distances_alone() => GraphSamples.Any.SelectMany(
        graph => Gen.Select(Gen.Const(graph), Gen.Int[0, graph.Nodes - 1], Gen.Int[-2, 40])).Sample((graph, node, other) =>
    {
        long[] distances = GraphSamples.Floyd(graph);
        Assert.True(GraphChecker.Check(graph, distances).IsRight);
        bool changed = distances[node] != Math.Max(-1, other);
        distances[node] = Math.Max(-1, other);
        Assert.Equal(!changed, GraphChecker.Check(graph, distances).IsRight);
    });

    [Fact]
    public void Zero_weights_in_a_circle_do_not_hold_each_other_up()
    {
        // b and c support each other over edges of weight 0, but nothing leads to them in 3.
        var graph = new WeightedGraph(["a", "b", "c"], [new GraphEdge(1, 2, 0), new GraphEdge(2, 1, 0), new GraphEdge(0, 1, 5)], true, 0, []);

        GraphVerdict verdict = GraphChecker.Check(graph, [0, 3, 3]);

        Assert.Equal(2, verdict.Wrong);
        Assert.Equal("b is said to be 3 away, but no path of that length is there", verdict.Reasons[0]);
        Assert.False(GraphChecker.Check(graph, [0, 5, -1]).IsRight);
        Assert.Equal([0, 1, 2], new GraphPaths(graph, [0, 5, 5]).To(2)!);
    }

    [Fact]
    public void Paths_replay_to_the_distance() => GraphSamples.Any.Sample(graph =>
    {
        long[] distances = GraphSamples.Floyd(graph);
        var paths = new GraphPaths(graph, distances);
        for (int node = 0; node < graph.Nodes; node++)
        {
            IReadOnlyList<int>? path = paths.To(node);
            Assert.Equal(distances[node] < 0, path is null);
            Assert.True(path is null || GraphChecker.CheckPath(graph, [.. path], node, distances[node]).IsRight);
        }
    });

    [Fact]
    public void A_wrong_path_is_refused_with_the_reason()
    {
        var graph = new WeightedGraph(["a", "b", "c"], [new GraphEdge(0, 1, 5), new GraphEdge(1, 2, 1)], true, 0, []);

        Assert.True(GraphChecker.CheckPath(graph, [0, 1, 2], 2, 6).IsRight);
        Assert.Equal("the path is 6 long, not 5", GraphChecker.CheckPath(graph, [0, 1, 2], 2, 5).ToString());
        Assert.Equal("no edge leads from a to c", GraphChecker.CheckPath(graph, [0, 2], 2, 6).ToString());
        Assert.Equal("the path does not lead from the source to the target", GraphChecker.CheckPath(graph, [1, 2], 2, 1).ToString());
    }

    [Fact]
    public void The_wave_arrives_a_step_after_the_distance() => GraphSamples.Positive.Sample(graph =>
    {
        var wave = GraphWave.Encode(graph);
        long[] distances = GraphSamples.Floyd(graph);
        int[] arrivals = wave.Arrivals(distances);
        for (int node = 0; node < graph.Nodes; node++)
        {
            Assert.Equal(distances[node] < 0 ? int.MaxValue : (distances[node] / wave.Unit) + 1, arrivals[node]);
            // A node is reached together with the first of the last cells of its arcs.
            int first = wave.Problem.Topology.Groups(GraphWave.Into).MembersOf(node).ToArray()[1..].Select(cell => arrivals[cell]).DefaultIfEmpty(int.MaxValue).Min();
            Assert.True(node == graph.Source || first == arrivals[node]);
        }
    });

    [Fact]
    public void The_wave_is_refused_where_it_cannot_run()
    {
        Assert.Contains("0", GraphWave.Refusal(new WeightedGraph(["a", "b"], [new GraphEdge(0, 1, 0)], true, 0, [])), StringComparison.Ordinal);
        string? large = GraphWave.Refusal(new WeightedGraph(["a", "b"], [new GraphEdge(0, 1, 3_000_001), new GraphEdge(1, 0, 1)], true, 0, []));
        Assert.Equal("the learned rule would need 3000004 cells, one for each unit of length, and takes at most 2000000", large);
        // Only the ratio of weights counts.
        Assert.Null(GraphWave.Refusal(new WeightedGraph(["a", "b"], [new GraphEdge(0, 1, 3_000_000), new GraphEdge(1, 0, 1_000_000)], true, 0, [])));
    }

    [Fact]
    public void Relaxation_is_a_rule_whose_state_can_be_taken_out_and_set_again()
    {
        WeightedGraph graph = GraphGenerator.Make(
            5, 0, Settings.Default.With(GraphSettings.Kind, GraphKind.Path).With(GraphSettings.Nodes, 30).With(GraphSettings.MaximumWeight, 1_000_000));
        var problem = RelaxationProblem.Encode(graph);
        using IRuleSession whole = new RelaxationRule().Open(), parts = new RelaxationRule().Open();
        whole.Bind(problem);
        parts.Bind(problem);
        float[] state = new float[problem.Cells * whole.StateWidth];
        for (int step = 0; step < 20; step++)
        {
            whole.Step();
            parts.SetState(state);
            parts.Step();
            parts.CopyState(state);
            Assert.Equal(whole.Readout().ToArray(), state);
        }

        Assert.Equal(HaltReason.Converged, Loop.Run(whole, Halting.Converged(0), trace: null, TestContext.Current.CancellationToken).Reason);
    }

    [Theory]
    [InlineData(GraphKind.Random)]
    [InlineData(GraphKind.Path)]
    [InlineData(GraphKind.Star)]
    [InlineData(GraphKind.Grid)]
    [InlineData(GraphKind.ScaleFree)]
    public void Generated_graphs_depend_on_seed_and_index_alone_and_are_connected(GraphKind kind)
    {
        Settings settings = Settings.Default
            .With(GraphSettings.Kind, kind).With(GraphSettings.Nodes, 50).With(GraphSettings.Directed, true).With(GraphSettings.Targets, 3);
        WeightedGraph graph = GraphGenerator.Make(8, 3, settings);

        Assert.Equal(graph.Edges.ToArray(), GraphGenerator.Make(8, 3, settings).Edges.ToArray());
        Assert.NotEqual(graph.Edges.ToArray(), GraphGenerator.Make(8, 4, settings).Edges.ToArray());
        Assert.DoesNotContain(GraphDistances.Unreachable, GraphDistances.Of(graph, TestContext.Current.CancellationToken));
        Assert.Equal((kind == GraphKind.Grid ? 49 : 50, 3), (graph.Nodes, graph.Targets.Length));
        Assert.All(graph.Edges.ToArray(), edge => Assert.InRange(edge.Weight, 1, 10));
    }
}
