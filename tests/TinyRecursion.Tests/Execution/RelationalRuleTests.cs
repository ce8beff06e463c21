using TinyRecursion.Execution.Float;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Training.Optimisation;
using Xunit;

namespace TinyRecursion.Tests.Execution;

public class RelationalRuleTests
{
    private static readonly RelationalRuleOptions Full = new()
    {
        StateWidth = 5, MessageWidth = 16, HiddenWidth = 12, Relations = ["set"], Neighbours = [new NeighbourShape("sides", 2)],
        FeatureTables = ["kind"], FeatureRows = 3, ReadoutWidth = 4,
    };

    [Fact]
    public void Without_neighbours_classes_and_snap_it_is_the_rule_it_was()
    {
        RuleGraph graph = RelationalRule.Create(new RelationalRuleOptions { StateWidth = 8, MessageWidth = 16, HiddenWidth = 8, Relations = ["set"], FeatureTables = [] });

        Assert.Equal(
            ["state", "rmsNorm", "linear", "relu", "linear", "pool", "linear", "spread", "add", "silu", "linear", "add", "rmsNorm", "linear"],
            graph.Nodes.Select(node => node.Operation.Kind));
        Assert.Equal(
            ["message.weight", "message.bias", "update.weight", "update.bias", "set.weight", "output.weight", "readout.weight"],
            graph.Weights.Select(weight => weight.Name));
        Assert.Equal(1, graph.ReadoutWidth);
    }

    [Fact]
    public void Neighbours_need_no_groups_and_groups_may_hear_the_maximum_alone()
    {
        RuleGraph alone = RelationalRule.Create(Full with { Relations = [] });
        RuleGraph maximum = RelationalRule.Create(Full with { MaximumOnly = true });

        Assert.DoesNotContain(alone.Nodes, node => node.Operation is Operation.Pool or Operation.Spread);
        Assert.DoesNotContain(maximum.Nodes, node => node.Operation is Operation.Pool);
        Assert.Contains(maximum.Nodes, node => node.Operation is Operation.Maximum);
        Assert.Equal(4, alone.ReadoutWidth);
    }

    [Fact]
    public void What_a_group_hears_as_a_maximum_does_not_depend_on_how_often_it_is_said()
    {
        RuleGraph graph = RelationalRule.Create(Full with { MaximumOnly = true, Snapped = true });
        using var rule = new NeuralRule(graph, Initialisation.Draw(graph, 3));
        // Cells 1 and 2 are alike; the group has cell 2 once or not at all.
        float[] one = Run([[0, 1]]), many = Run([[0, 1, 2]]);

        Assert.Equal(one[..10], many[..10]);

        float[] Run(int[][] groups)
        {
            var topology = new Topology(3, new GroupRelation("set", 3, groups), new NeighbourRelation("sides", 3, 2, [1, -1, 0, -1, 0, -1]));
            using IRuleSession session = rule.Open();
            session.Bind(new Problem(topology, 1, [0, 1, 1]));
            session.Step();
            float[] state = new float[15];
            session.CopyState(state);
            return state;
        }
    }

    [Fact]
    public void A_snapped_state_is_zeros_or_a_single_one()
    {
        RuleGraph graph = RelationalRule.Create(Full with { Snapped = true });
        using var weights = new FloatWeights(graph, Initialisation.Draw(graph, 9));
        using var session = new FloatSession(weights);
        session.Bind(new Problem(
            new Topology(3, new GroupRelation("set", 3, [[0, 1, 2]]), new NeighbourRelation("sides", 3, 2, [1, 2, 0, 2, 0, 1])), 1, [0, 1, 2]));
        float[] state = new float[15];
        for (int step = 0; step < 5; step++)
        {
            session.Step();
            session.CopyState(state);
            Assert.All(state.Chunk(5), symbol => Assert.True(symbol.All(x => x is 0f or 1f) && symbol.Sum() <= 1f));
        }
    }
}
