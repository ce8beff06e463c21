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
        using var rule = new NeuralRule(Shipped.Graphs.Graph, Shipped.Graphs.Parameters.Span);
        using var runner = new GraphWaveRunner(rule);
        WeightedGraph graph = GraphGenerator.Generate(
            17, 0, new GraphGeneratorOptions { Kind = kind, Nodes = 300, Directed = directed, Connected = directed, MaximumWeight = 5 });

        GraphResult result = runner.Run(graph, int.MaxValue, TestContext.Current.CancellationToken);

        Assert.True(result.Verdict.IsRight, result.Verdict.ToString());
        Assert.Equal(GraphSolver.Distances(graph, TestContext.Current.CancellationToken), result.Distances);
    }

    [Fact]
    public void The_order_of_the_nodes_changes_nothing()
    {
        WeightedGraph graph = GraphGenerator.Generate(3, 1, new GraphGeneratorOptions { Nodes = 40, Connected = false });
        int[] turned = [.. Enumerable.Range(0, graph.Nodes).Select(node => graph.Nodes - 1 - node)];
        var other = new WeightedGraph(
            [.. graph.Names.ToArray().Reverse()],
            [.. graph.Edges.ToArray().Select(edge => new GraphEdge(turned[edge.From], turned[edge.To], edge.Weight))],
            graph.Directed, turned[graph.Source], []);
        using var rule = new NeuralRule(Shipped.Graphs.Graph, Shipped.Graphs.Parameters.Span);
        using var runner = new GraphWaveRunner(rule);

        Assert.Equal(
            runner.Run(graph, 1000, TestContext.Current.CancellationToken).Distances,
            runner.Run(other, 1000, TestContext.Current.CancellationToken).Distances.Reverse());
    }

    [Fact]
    public void A_run_that_is_cut_short_is_said_to_be_wrong()
    {
        WeightedGraph graph = GraphGenerator.Generate(3, 1, new GraphGeneratorOptions { Kind = GraphKind.Path, Nodes = 40 });
        using var rule = new NeuralRule(Shipped.Graphs.Graph, Shipped.Graphs.Parameters.Span);
        using var runner = new GraphWaveRunner(rule);

        GraphResult result = runner.Run(graph, 5, TestContext.Current.CancellationToken);

        Assert.False(result.Verdict.IsRight);
        Assert.Equal(5, result.Steps);
    }
}
