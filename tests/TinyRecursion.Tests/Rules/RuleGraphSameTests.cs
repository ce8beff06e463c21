using TinyRecursion.Models;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Rules;

public class RuleGraphSameTests
{
    private static RelationalRuleOptions Options { get; } = new()
    {
        StateWidth = 16, MessageWidth = 16, HiddenWidth = 16, Relations = ["cell", "line"], FeatureTables = ["kind"],
    };

    [Fact]
    public void A_graph_is_the_same_as_one_that_was_built_alike_or_went_through_a_file()
    {
        RuleGraph graph = RelationalRule.Create(Options);

        Assert.True(graph.IsSameAs(RelationalRule.Create(Options)));
        Assert.True(graph.IsSameAs(GraphReader.Read(GraphJson.Write(graph), "graph")));
    }

    [Fact]
    public void Another_width_relation_or_table_is_another_graph()
    {
        RuleGraph graph = RelationalRule.Create(Options);

        Assert.False(graph.IsSameAs(RelationalRule.Create(Options with { HiddenWidth = 32 })));
        Assert.False(graph.IsSameAs(RelationalRule.Create(Options with { Relations = ["cell", "box"] })));
        Assert.False(graph.IsSameAs(RelationalRule.Create(Options with { Relations = ["cell"] })));
    }
}
