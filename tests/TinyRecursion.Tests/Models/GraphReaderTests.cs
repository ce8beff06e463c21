using TinyRecursion.Models;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Models;

/// <summary>Graphs of model files that are refused, each with the whole message.</summary>
public sealed class GraphReaderTests
{
    private const string State = "{\"op\":\"state\",\"inputs\":[]}";
    private const string Relu = "{\"op\":\"relu\",\"inputs\":[0]}";
    private const string Readout = "{\"op\":\"linear\",\"name\":\"r\",\"width\":1,\"bias\":false,\"inputs\":[1]}";
    private const string Sizes = "\"stateWidth\":2,\"featureColumns\":0";
    private const string Ends = "\"nextState\":1,\"readout\":2";
    private const string Nodes = "\"nodes\":[" + State + "," + Relu + "," + Readout + "]";

    [Theory]
    [InlineData(Sizes + "," + Nodes + "," + Ends + ",\"readout\":2", "graph: field 'readout': occurs twice")]
    [InlineData(Nodes + "," + Sizes + "," + Nodes, "graph: field 'nodes': occurs twice")]
    [InlineData("\"more\":1", "graph: field 'more': unknown field")]
    [InlineData("\"stateWidth\":0", "graph: field 'stateWidth': expected a whole number from 1 to 2147483647, found 0")]
    [InlineData("\"featureColumns\":-1", "graph: field 'featureColumns': expected a whole number from 0 to 2147483647, found -1")]
    [InlineData("\"stateWidth\":\"2\"", "graph: field 'stateWidth': expected a whole number from 1 to 2147483647, found '2'")]
    [InlineData("\"nodes\":{}", "graph: field 'nodes': expected an array, found an object")]
    [InlineData("\"nodes\":[1]", "graph node 0: expected an object, found 1")]
    [InlineData("\"nodes\":[{\"op\":1}]", "graph node 0: field 'op': expected a string, found 1")]
    [InlineData("\"nodes\":[{\"inputs\":[]}]", "graph node 0: field 'op' is missing")]
    [InlineData("\"nodes\":[" + State + ",{\"inputs\":[]}]", "graph node 1: field 'op' is missing")]
    [InlineData("\"nodes\":[{\"bias\":0}]", "graph node 0: field 'bias': expected true or false, found 0")]
    [InlineData("\"nodes\":[{\"factor\":\"1\"}]", "graph node 0: field 'factor': expected a number, found '1'")]
    [InlineData(Nodes + ",\"nextState\":-1", "graph: field 'nextState': expected a whole number from 0 to 2147483647, found -1")]
    [InlineData(Nodes + "," + Ends + ",\"featureColumns\":0", "graph: field 'stateWidth' is missing")]
    [InlineData(Nodes + "," + Ends + ",\"stateWidth\":2", "graph: field 'featureColumns' is missing")]
    [InlineData(Sizes + "," + Ends, "graph: field 'nodes' is missing")]
    [InlineData(Sizes + "," + Nodes + ",\"readout\":2", "graph: field 'nextState' is missing")]
    [InlineData(Sizes + "," + Nodes + ",\"nextState\":1", "graph: field 'readout' is missing")]
    [InlineData(Sizes + "," + Nodes + ",\"nextState\":3,\"readout\":2", "graph: field 'nextState': expected a node below 3, found 3")]
    [InlineData(Sizes + "," + Nodes + "," + Ends + ",\"halting\":3", "graph: field 'halting': expected a node below 3, found 3")]
    public void Refuses_a_field_with_its_place(string fields, string message) => Assert.Equal("f: " + message, Refusal($"{{{fields}}}"));

    [Theory]
    [InlineData("{\"op\":\"state\",\"inputs\":[]}", "expected one node 'state', found two")]
    [InlineData("{\"op\":\"relu\"}", "field 'inputs' is missing")]
    [InlineData("{\"op\":\"relu\",\"inputs\":[0,0]}", "field 'inputs': expected 1 for operation 'relu', found 2")]
    [InlineData("{\"op\":\"relu\",\"inputs\":[0],\"heads\":1}", "field 'heads': operation 'relu' has no such field")]
    [InlineData("{\"op\":\"relu\",\"inputs\":[7]}", "there is no node 7.")]
    [InlineData("{\"op\":\"snap\",\"inputs\":[0]}", "field 'width' is missing")]
    [InlineData("{\"op\":\"maximum\",\"inputs\":[0]}", "field 'relation' is missing")]
    [InlineData(
        "{\"op\":\"embed\",\"inputs\":[],\"column\":0,\"rows\":1,\"width\":1,\"table\":\"\"}", "field 'table': expected a name, found ''")]
    public void Refuses_a_node_with_its_number(string node, string problem) => Assert.Equal(
        "f: graph node 1: " + problem, Refusal($"{{{Sizes},\"nodes\":[{State},{node},{Readout}],{Ends}}}"));

    [Fact]
    public void Nothing_may_follow_a_graph()
    {
        string text = $"{{{Sizes},{Nodes},{Ends}}}";

        Assert.Equal(3, GraphReader.Read(text, "f").Nodes.Count);
        Assert.StartsWith("f: graph: expected JSON, found an error in it: ", Refusal(text + "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_end_at_their_limit()
    {
        Assert.Equal(
            "f: graph: field 'stateWidth' is missing", Refusal($"{{\"nodes\":[{string.Join(',', Enumerable.Repeat(State, 4096))}]}}"));
        Assert.Equal(
            "f: graph: expected at most 4096 nodes, found more", Refusal($"{{\"nodes\":[{string.Join(',', Enumerable.Repeat(State, 4097))}]}}"));
    }

    [Fact]
    public void Snapping_and_maxima_come_back_as_they_were()
    {
        var b = new RuleGraphBuilder(16, 0);
        int z = b.State();
        int next = b.Add(b.Snap(z, 4), b.Spread(b.Maximum(z, "row"), "row"));
        string text = GraphJson.Write(b.Build(next, b.Linear(next, 2, "readout", bias: true)));

        Assert.Contains("\"op\":\"snap\",\"width\":4", text, StringComparison.Ordinal);
        Assert.Contains("\"op\":\"maximum\",\"relation\":\"row\"", text, StringComparison.Ordinal);
        Assert.Equal(text, GraphJson.Write(GraphReader.Read(text, "f")));
    }

    [Fact]
    public void Numbers_a_cell_end_at_their_limit()
    {
        Assert.Equal(65536, GraphReader.Read(Text(1278), "f").ParameterCount);
        Assert.Equal("f: graph: a run needs 327936 numbers a cell, expected at most 327680 with 65536 parameters", Refusal(Text(1279)));

        static string Text(int nodes)
        {
            var b = new RuleGraphBuilder(256, 0);
            int next = b.State();
            for (int i = 0; i < nodes; i++)
            {
                next = b.Relu(next);
            }

            return GraphJson.Write(b.Build(next, b.Linear(next, 256, "readout", bias: false)));
        }
    }

    [Fact]
    public void Multiplications_a_cell_end_at_their_limit()
    {
        Assert.Equal(131072, GraphReader.Read(Text(47), "f").ParameterCount);
        Assert.Equal("f: graph: a step needs 3211264 multiplications a cell, expected at most 3145728 with 131072 parameters", Refusal(Text(48)));

        static string Text(int maps)
        {
            var b = new RuleGraphBuilder(256, 0);
            int next = b.State();
            for (int i = 0; i < maps; i++)
            {
                next = b.Linear(next, 256, "map", bias: false);
            }

            return GraphJson.Write(b.Build(next, b.Linear(next, 256, "readout", bias: false)));
        }
    }

    private static string Refusal(string text) => Assert.Throws<ModelFormatException>(() => GraphReader.Read(text, "f")).Message;
}
