using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Graphs;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Graphs;

/// <summary>The shipped rule of graphs.</summary>
public sealed class GraphRuleTests
{
    [Fact]
    public void Every_situation_of_a_cell_in_any_graph_is_answered_as_the_wave_asks()
    {
        var situations = new GraphSituations(Shipped.Graphs);

        string? wrong = situations.FirstWrong();
        Assert.True(wrong is null, wrong);
        Assert.True(situations.Count > 1000, $"{situations.Count} situations");
    }

    [Fact]
    public void A_rule_with_a_wrong_weight_is_found_out()
    {
        Model shipped = Shipped.Graphs;
        float[] parameters = shipped.Parameters.ToArray();
        WeightShape into = shipped.Graph.Weights.Single(weight => weight.Name == "into.weight");
        parameters.AsSpan(into.Offset, into.Count).Clear();

        Assert.NotNull(new GraphSituations(new Model("graphs", shipped.Graph, parameters, shipped.Card)).FirstWrong());
    }

    [Theory]
    [InlineData(GraphKind.Random, true)]
    [InlineData(GraphKind.Random, false)]
    [InlineData(GraphKind.Path, false)]
    [InlineData(GraphKind.Star, true)]
    [InlineData(GraphKind.Grid, false)]
    [InlineData(GraphKind.ScaleFree, true)]
    public void The_shipped_rule_finds_every_distance_of_graphs_far_larger_than_those_it_learned_from(GraphKind kind, bool directed)
    {
        using Solver<WeightedGraph, GraphAnswer> solver = new GraphTask().Open(Shipped.Graphs);
        WeightedGraph graph = GraphGenerator.Make(
            17, 0,
            Settings.Default.With(GraphSettings.Kind, kind).With(GraphSettings.Nodes, 300).With(GraphSettings.Directed, directed)
                .With(GraphSettings.Loose, !directed).With(GraphSettings.MaximumWeight, 5));

        GraphAnswer answer = solver.Solve(graph);

        Assert.True(answer.Verdict.IsRight, answer.Verdict.ToString());
        Assert.Equal(GraphDistances.Of(graph), answer.Distances);
    }

    [Fact]
    public void The_order_of_the_nodes_changes_nothing()
    {
        WeightedGraph graph = GraphGenerator.Make(3, 1, Settings.Default.With(GraphSettings.Nodes, 40).With(GraphSettings.Loose, true));
        int[] turned = [.. Enumerable.Range(0, graph.Nodes).Select(node => graph.Nodes - 1 - node)];
        var other = new WeightedGraph(
            [.. graph.Names.ToArray().Reverse()],
            [.. graph.Edges.ToArray().Select(edge => new GraphEdge(turned[edge.From], turned[edge.To], edge.Weight))],
            graph.Directed, turned[graph.Source], []);
        using Solver<WeightedGraph, GraphAnswer> solver = new GraphTask().Open(Shipped.Graphs);

        Assert.Equal(solver.Solve(graph).Distances, solver.Solve(other).Distances.Reverse());
    }

    [Fact]
    public void A_run_that_is_cut_short_is_unsolved()
    {
        WeightedGraph graph = GraphGenerator.Make(3, 1, Settings.Default.With(GraphSettings.Kind, GraphKind.Path).With(GraphSettings.Nodes, 40));
        using Solver<WeightedGraph, GraphAnswer> solver = new GraphTask().OpenSolver(Shipped.Graphs, "m", Settings.Default.With(GraphSettings.MaximumSteps, 5));

        GraphAnswer answer = solver.Solve(graph);

        Assert.Equal((AnswerStatus.Unsolved, 5), (answer.Status, answer.Steps));
    }
}
