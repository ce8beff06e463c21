using TinyRecursion.Tasks.Graphs;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Graphs;

/// <summary>The forms in which graphs are published, and what is said beside a file.</summary>
public class GraphFormsTests
{
    private static List<WeightedGraph> Read(string text, string? source = null, params string[] targets) =>
        [.. GraphFile.Read(new StringReader(text), "f", new GraphReading(source, targets, Directed: false))];

    private static long[] Distances(WeightedGraph graph) => GraphDistances.Of(graph, TestContext.Current.CancellationToken);

    [Fact]
    public void DIMACS_graphs_are_read_with_and_without_weights()
    {
        WeightedGraph roads = Assert.Single(Read("c 9th challenge\nc\np sp 1000000 4\nc a arcs\na 1 2 17\n\na 2 3 5\na 1 3 40\na 3 4 1\n", "1", "4", "999"));
        Assert.True(roads.Directed);
        Assert.Equal(["1", "2", "3", "4", "999"], roads.Names.ToArray());
        Assert.Equal([0, 17, 22, 23, -1], Distances(roads));
        WeightedGraph colours = Assert.Single(Read("p edge 3 2\ne 1 2\ne 2 3\n", "3"));
        Assert.False(colours.Directed);
        Assert.Equal(["1", "2", "3"], colours.Names.ToArray());
        Assert.Equal([2, 1, 0], Distances(colours));
        Assert.Equal("f: line 1: the graph has no node '4'", Assert.Throws<InstanceFormatException>(() => Read("p edge 3 1\ne 1 2\n", "4")).Message);
    }

    [Fact]
    public void A_node_named_like_a_comment_of_DIMACS_stays_one()
    {
        WeightedGraph graph = Assert.Single(Read("c hello\nc x 2\nsource c\nhello y\n"));
        Assert.Equal(["c", "hello", "x", "y"], graph.Names.ToArray());
        Assert.Equal([0, 1, 2, 2], Distances(graph));
    }

    [Theory]
    [InlineData("# Directed graph: example.txt\n# Nodes: 4 Edges: 4\n0\t1\n0\t2\n2\t3\n3\t0\n", true)]
    [InlineData("# Undirected graph: example.txt\n0\t1\n0\t2\n2\t3\n3\t0\n", false)]
    [InlineData("0\t1\n0\t2\n2\t3\n3\t0\n", false)]
    [InlineData("# Directed graph\nundirected\n0\t1\n0\t2\n2\t3\n3\t0\n", false)]
    public void Lists_of_SNAP_say_whether_they_are_directed(string text, bool directed)
    {
        WeightedGraph graph = Assert.Single(Read(text, "3"));
        Assert.Equal(directed, graph.Directed);
        // Of node 2: over 0 along the arcs, or against the arc from it.
        Assert.Equal(directed ? [1, 2, 2, 0] : [1, 2, 1, 0], Distances(graph));
    }

    [Fact]
    public void What_is_said_beside_a_file_counts_before_what_it_says()
    {
        WeightedGraph graph = Assert.Single(Read("source a\ntarget b\na b\nb c\n", "c", "a", "b"));
        Assert.Equal(("c", "a b"), (graph.Names[graph.Source], string.Join(' ', graph.Targets.ToArray().Select(target => graph.Names[target]))));
        Settings settings = Settings.Default.With(GraphSettings.Source, "b").With(GraphSettings.Directed, true);
        WeightedGraph directed = (WeightedGraph)Assert.Single(new GraphTask().Read(new StringReader("a b\nb c\n"), "f", settings));
        Assert.Equal([-1, 0, 1], Distances(directed));
        Assert.Equal("f: line 1: the graph has no node 'x'", Assert.Throws<InstanceFormatException>(() => Read("a b\n", "x")).Message);
    }

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("+2", "2")]
    [InlineData("1e-05", "0.00001")]
    [InlineData("2.5E+3", "2500")]
    [InlineData("1e3", "1000")]
    [InlineData("12.50e1", "125")]
    [InlineData("3.", "3")]
    [InlineData(".5", "0.5")]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("000001", "1")]
    [InlineData("0.000000000000000001", "0.000000000000000001")]
    [InlineData("0e-400", "0")]
    [InlineData("-0.0", "0")]
    public void Numbers_are_read_as_programs_write_them(string text, string exact)
    {
        WeightedGraph graph = Assert.Single(Read($"source a\na b {text}\n"));
        Assert.Equal(exact, graph.Write(graph.Edges[0].Weight));
    }
}
