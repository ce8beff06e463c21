using TinyRecursion.Models;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Rules;

/// <summary>A graph is checked once and cannot be changed afterwards; what would be read before it is computed is refused.</summary>
public class RuleGraphBuilderTests
{
    [Fact]
    public void A_graph_that_was_checked_cannot_be_changed()
    {
        var b = new RuleGraphBuilder(stateWidth: 2, featureColumns: 0);
        int z = b.State();
        int[] terms = [z, z];
        int sum = b.Add(terms);
        terms[0] = int.MaxValue;
        RuleGraph graph = b.Build(sum, b.Linear(sum, 1, "readout", bias: false));

        Assert.Equal([z, z], graph.Nodes[sum].Inputs);
        Assert.Throws<NotSupportedException>(() => ((IList<int>)graph.Nodes[sum].Inputs)[0] = int.MaxValue);
        Assert.Throws<NotSupportedException>(() => ((IList<Node>)graph.Nodes)[0] = graph.Nodes[1]);
        Assert.Throws<NotSupportedException>(() => ((IList<WeightShape>)graph.Weights)[0] = new WeightShape("a", 9, 9, 0));
    }

    [Theory]
    [InlineData(false, "Rule graph: the encoding is the next state.")]
    [InlineData(true, "Rule graph: the encoding is a head.")]
    public void An_encoding_that_a_session_does_not_compute_when_a_problem_is_bound_is_refused(bool head, string expected)
    {
        var b = new RuleGraphBuilder(stateWidth: 2, featureColumns: 1);
        int next = b.Embed(0, 3, 2, "table");
        int readout = b.Linear(next, 2, "readout", bias: false);

        var error = Assert.Throws<ArgumentException>(() => b.Build(next, readout, encoding: head ? readout : next));

        Assert.Equal(expected, error.Message);
    }

    [Fact]
    public void Such_an_encoding_is_refused_in_a_file_too()
    {
        var b = new RuleGraphBuilder(stateWidth: 2, featureColumns: 1);
        int encoding = b.Embed(0, 3, 2, "table");
        int next = b.Relu(encoding);
        string json = GraphJson.Write(b.Build(next, b.Linear(next, 2, "readout", bias: false), encoding));
        string expected = $"\"encoding\":{encoding}";
        Assert.Contains(expected, json, StringComparison.Ordinal);

        var error = Assert.Throws<ModelFormatException>(
            () => GraphReader.Read(json.Replace(expected, $"\"encoding\":{next}", StringComparison.Ordinal), "test"));

        Assert.Contains("the encoding is the next state", error.Message, StringComparison.Ordinal);
    }
}
