using CsCheck;
using TinyRecursion.Tasks.Graphs;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Graphs;

public class GraphFileTests
{
    private const string Typed = "ab \n-#.3\t\r\u2028\0";

    private static List<WeightedGraph> Read(string text) => GraphFile.Read(new StringReader(text), "f").ToList();

    private static string Write(WeightedGraph graph)
    {
        using var writer = new StringWriter();
        GraphFile.Write(writer, graph);
        return writer.ToString();
    }

    [Fact]
    public void What_is_written_is_read_back() => GraphSamples.Any.Sample(graph =>
    {
        string text = Write(graph);
        WeightedGraph read = Assert.Single(Read(text));
        Assert.Equal((graph.Directed, graph.Nodes, graph.Edges.Length), (read.Directed, read.Nodes, read.Edges.Length));
        Assert.Equal(Named(graph), Named(read));
        // Nodes may come in another order, and with it what is written.
        Assert.Equal(Write(read), Write(Assert.Single(Read(Write(read)))));
    });

    [Fact]
    public void Several_graphs_comments_marks_and_line_ends_are_read()
    {
        List<WeightedGraph> graphs = Read("\uFEFF# first\r\nsource a\r\na b 2.50 # two and a half\r\n \t \r\n---\n\ndirected\n  source x\ntarget y z\nnode z\nx y\n---\n");

        Assert.Equal([2, 7], graphs.Select(graph => graph.Line));
        Assert.Equal((false, true), (graphs[0].Directed, graphs[1].Directed));
        Assert.Equal((25, 1, "2.5"), (graphs[0].Edges[0].Weight, graphs[0].Decimals, graphs[0].Write(25)));
        Assert.Equal([0, 1], graphs[0].Targets.Length == 0 ? [0, 1] : []);
        Assert.Equal(["y", "z"], graphs[1].Targets.ToArray().Select(target => graphs[1].Names[target]));
        Assert.Equal((1, 3), (graphs[1].Edges.Length, graphs[1].Nodes));
    }

    [Fact]
    public void A_comment_does_not_separate_graphs() => Assert.Single(Read("source a\n# still the same\na b\n"));

    [Fact]
    public void Weights_of_different_decimals_share_a_unit()
    {
        WeightedGraph graph = Assert.Single(Read("source a\na b 3\nb c 0.25\nc d 0.0000000\nd e 1.10"));

        Assert.Equal(2, graph.Decimals);
        Assert.Equal([300, 25, 0, 110], graph.Edges.ToArray().Select(edge => edge.Weight));
        Assert.Equal(["3", "0.25", "0", "1.1"], graph.Edges.ToArray().Select(edge => graph.Write(edge.Weight)));
    }

    [Fact]
    public void Loops_and_heavier_parallel_edges_change_no_distance()
    {
        WeightedGraph graph = Assert.Single(Read("source a\na a 5\na b 9\nb a 4\na b 7\n"));

        Assert.Equal([0, 4], GraphDistances.Of(graph, TestContext.Current.CancellationToken));
        Assert.Equal(2, graph.Arcs.Count);
    }

    [Theory]
    [InlineData("", "f: holds no graph")]
    [InlineData("# nothing\n\n---\n", "f: holds no graph")]
    [InlineData("a b 3\n", "f: line 1: the graph has no source: add a line 'source NAME', or say --source NAME")]
    [InlineData("source a\na b\n\nc d\n", "f: line 4: the graph has no source: add a line 'source NAME', or say --source NAME")]
    [InlineData("source a\na b -3\n", "f: line 2: column 5: '-3' is a negative weight: shortest paths need weights of at least 0")]
    [InlineData("source a\na  b  3x\n", "f: line 2: column 7: '3x' is not a weight: digits, perhaps a point and decimals, perhaps an exponent such as e-05")]
    [InlineData("source a\na b NaN\n", "f: line 2: column 5: 'NaN' is not a weight: digits, perhaps a point and decimals, perhaps an exponent such as e-05")]
    [InlineData("source a\na b -\n", "f: line 2: column 5: '-' is not a weight: digits, perhaps a point and decimals, perhaps an exponent such as e-05")]
    [InlineData("source a\na b .\n", "f: line 2: column 5: '.' is not a weight: digits, perhaps a point and decimals, perhaps an exponent such as e-05")]
    [InlineData("source a\na b 1e\n", "f: line 2: column 5: '1e' is not a weight: digits, perhaps a point and decimals, perhaps an exponent such as e-05")]
    [InlineData("source a\na b 1e99999\n", "f: line 2: column 5: '1e99999' has more than 18 digits")]
    [InlineData("source a\na b 1e18\n", "f: line 2: column 5: '1e18' has more than 18 digits")]
    [InlineData("source a\na b 1e-19\n", "f: line 2: column 5: '1e-19' has more than 18 decimals")]
    [InlineData("source a\na b -1e-3\n", "f: line 2: column 5: '-1e-3' is a negative weight: shortest paths need weights of at least 0")]
    [InlineData("source a\na y#1\n", "f: line 2: column 3: the name of a node holds a space or '#', which starts a comment after a space only")]
    [InlineData("source a\na\u00A0b 2\na b\n", "f: line 2: column 1: the name of a node holds a space or '#', which starts a comment after a space only")]
    [InlineData("source 1\ne 1 2\n", "f: line 2: column 1: 'e' before two numbers is a line of DIMACS, which needs the line 'p sp NODES ARCS' or 'p edge NODES EDGES' before")]
    [InlineData("p sp 2 1\na 1 3 4\n", "f: line 2: column 5: expected a node, 1 to 2")]
    [InlineData("p sp 2 1\ne 1 2\n", "f: line 2: column 1: expected 'a FROM TO WEIGHT', as the line 'p' says")]
    [InlineData("p sp 2 2\na 1 2 4\n", "f: line 1: 1 edges, the line 'p' says 2")]
    [InlineData("source a\na b 1.2.3\n", "f: line 2: column 5: '1.2.3' is not a weight: digits, perhaps a point and decimals, perhaps an exponent such as e-05")]
    [InlineData("source a\na b 0.1234567890123456789\n", "f: line 2: column 5: '0.1234567890123456789' has more than 18 digits")]
    [InlineData("source a\na b 1234567890123456789\n", "f: line 2: column 5: '1234567890123456789' has more than 18 digits")]
    [InlineData("source a\na b 3 4\n", "f: line 2: column 7: '4' is one word too many: an edge is 'NODE NODE WEIGHT'")]
    [InlineData("source a\na\n", "f: line 2: column 1: 'a' alone: an edge is 'NODE NODE' or 'NODE NODE WEIGHT'")]
    [InlineData("source\na b\n", "f: line 1: column 1: 'source' needs the name of a node")]
    [InlineData("source a b\na b\n", "f: line 1: column 10: 'source' takes one node")]
    [InlineData("source c\na b\n", "f: line 1: column 8: 'c' is on no edge: check the name, or declare it with 'node c'")]
    [InlineData("source a\ntarget c\na b\n", "f: line 2: column 8: 'c' is on no edge: check the name, or declare it with 'node c'")]
    [InlineData("source a\nsource b\na b\n", "f: line 2: column 1: a second source (the first is in line 1): separate graphs by a blank line")]
    [InlineData("a b\ndirected\nsource a", "f: line 2: column 1: 'directed' stands before the first edge of its graph")]
    [InlineData("directed\nundirected\nsource a", "f: line 2: column 1: the graph has said already whether it is directed")]
    [InlineData("directed yes\nsource a", "f: line 1: column 10: nothing follows 'directed'")]
    [InlineData("source a\na source\n", "f: line 2: column 3: the name of a node is 'source', a word of the format")]
    [InlineData("source a\na b 999999999999999\nb c 0.000001", "f: line 2: the weights of the graph add up to more than can be counted exactly")]
    public void A_graph_that_cannot_be_read_is_refused_with_its_place(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InstanceFormatException>(() => Read(text)).Message);

    [Fact]
    public void Long_lines_and_names_are_refused()
    {
        Assert.Contains("longer than 4096", Assert.Throws<InstanceFormatException>(() => Read(new string('a', 5000))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "longer than 64", Assert.Throws<InstanceFormatException>(() => Read("source " + new string('a', 65) + "\n" + new string('a', 65) + " b")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_typed_is_read_or_refused_in_one_line() =>
        Gen.Int[0, Typed.Length - 1].Select(i => Typed[i]).Array[0, 60].Sample(characters =>
        {
            try
            {
                Read("source a\nnode a\n" + new string(characters));
            }
            catch (InstanceFormatException error)
            {
                Assert.DoesNotContain(error.Message, char.IsControl);
                Assert.True(error.Line > 0);
            }
        });

    [Fact]
    public void A_graph_that_cannot_be_written_cannot_be_built()
    {
        Assert.Throws<ArgumentException>(() => new WeightedGraph(["a b"], [], false, 0, []));
        Assert.Throws<ArgumentException>(() => new WeightedGraph(["source"], [], false, 0, []));
        Assert.Throws<ArgumentException>(() => new WeightedGraph(["a", "a"], [], false, 0, []));
        Assert.Throws<ArgumentException>(() => new WeightedGraph(["a"], [new GraphEdge(0, 1, 1)], false, 0, []));
        Assert.Throws<ArgumentException>(() => new WeightedGraph(["a", "b"], [new GraphEdge(0, 1, -1)], false, 0, []));
        Assert.Throws<ArgumentException>(() => new WeightedGraph(["a", "b"], [.. Enumerable.Repeat(new GraphEdge(0, 1, WeightedGraph.MaximumTotal / 2), 3)], false, 0, []));
    }

    private static IEnumerable<(string, string, string)> Named(WeightedGraph graph) =>
        graph.Edges.ToArray().Select(edge => (graph.Names[edge.From], graph.Names[edge.To], graph.Write(edge.Weight)));
}
