using CsCheck;
using TinyRecursion.Models;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Training.Tests.Compression;

public class ChannelPruningTests
{
    [Fact]
    public void Channels_that_nothing_reads_go_first_and_are_not_missed() => Gen.Int[0, 100_000].Sample(
        seed =>
        {
            SampleCase sample = Silenced(RandomRules.Draw(seed, 64), 0.5);

            (RuleGraph graph, float[] parameters) = ChannelPruning.Remove(sample.Graph, sample.Parameters, 0.5f);

            Assert.True(graph.ParameterCount <= sample.Graph.ParameterCount);
            // Reading builds it anew and checks every shape.
            Assert.True(graph.IsSameAs(GraphReader.Read(GraphJson.Write(graph), "pruned")));
            var state = new Matrix<double>(sample.Problem.Cells, graph.StateWidth, OracleAgreement.Widen(sample.InitialState));
            double[] before = new ScalarOracle<double>(sample.Graph, OracleAgreement.Widen(sample.Parameters)).Step(sample.Problem, state).Values;
            double[] after = new ScalarOracle<double>(graph, OracleAgreement.Widen(parameters)).Step(sample.Problem, state).Values;
            Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * (1 + Math.Abs(pair.First))));
        },
        iter: 200);

    [Fact]
    public void The_relational_rule_keeps_its_state_and_whole_vectors_of_messages()
    {
        RuleGraph graph = RelationalRule.Create(new RelationalRuleOptions
        {
            StateWidth = 24, MessageWidth = 48, HiddenWidth = 50, Relations = ["a", "b"], FeatureTables = ["f"], FeatureRows = 3,
        });
        float[] parameters = [.. Enumerable.Range(0, graph.ParameterCount).Select(i => MathF.Sin(i))];

        (RuleGraph smaller, _) = ChannelPruning.Remove(graph, parameters, 0.4f);

        Assert.Equal(24, smaller.StateWidth);
        Assert.Equal(graph.Nodes.Select(node => node.Operation.Kind), smaller.Nodes.Select(node => node.Operation.Kind));
        Assert.All(smaller.Nodes.Where(node => node.Operation is Operation.Pool), node => Assert.Equal(2 * 32, node.Shape.Width));
        Assert.Equal(30, smaller.Nodes.Single(node => node.Operation is Operation.Silu).Shape.Width);
        Assert.Equal(graph.Weights.Select(weight => weight.Name), smaller.Weights.Select(weight => weight.Name));
    }

    [Fact]
    public void Channels_that_only_a_bias_makes_are_heard()
    {
        var b = new RuleGraphBuilder(stateWidth: 1, featureColumns: 0);
        int hidden = b.Linear(b.State(), 4, "hidden", bias: true);
        int next = b.Linear(hidden, 1, "output", bias: false);
        RuleGraph graph = b.Build(next, b.Linear(next, 1, "readout", bias: false));
        float[] parameters = [0, 0, 0, 0, /* biases */ 0, 0.5f, 0, 2, /* output */ 9, 1, 9, 1, /* readout */ 1];

        (_, float[] pruned) = ChannelPruning.Remove(graph, parameters, 0.5f);

        Assert.Equal([0, 0, /* biases */ 0.5f, 2, /* output */ 1, 1, /* readout */ 1], pruned);
    }

    [Fact]
    public void Nothing_asked_for_changes_nothing() => Gen.Int[0, 1000].Sample(
        seed =>
        {
            SampleCase sample = RandomRules.Draw(seed, 32);
            Assert.Equal(sample.Parameters, ChannelPruning.Remove(sample.Graph, sample.Parameters, 0f).Parameters);
        },
        iter: 30);

    /// <summary>Makes some channels of every class matter nothing: they are made of zeros and read with zeros.</summary>
    private static SampleCase Silenced(SampleCase sample, double share)
    {
        ChannelClasses classes = ChannelClasses.Of(sample.Graph);
        var parameters = (float[])sample.Parameters.Clone();
        foreach (int root in classes.Prunable)
        {
            int width = classes.Width(root), silent = (int)Math.Ceiling(width * share);
            for (int node = 0; node < sample.Graph.Nodes.Count; node++)
            {
                if (sample.Graph.Nodes[node].Operation is not Operation.Linear linear)
                {
                    continue;
                }

                WeightShape shape = sample.Graph.Weights[linear.Weight];
                for (int at = 0; at < shape.Count; at++)
                {
                    bool made = classes.RootOf(node) == root && at % shape.Columns % width < silent;
                    bool read = classes.RootOf(sample.Graph.Nodes[node].Inputs[0]) == root && at / shape.Columns % width < silent;
                    parameters[shape.Offset + at] = made || read ? 0 : parameters[shape.Offset + at];
                }
            }
        }

        return sample with { Parameters = parameters };
    }
}
