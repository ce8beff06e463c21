using TinyRecursion.Execution;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>The facts that operations state about themselves, against what their scalar oracle does.</summary>
public class OperationFactsTests
{
    /// <summary>For each operation, whether a finite machine may contain it. A new operation needs an entry, and a reason.</summary>
    private static readonly Dictionary<Type, bool> Local = new()
    {
        [typeof(Operation.State)] = true,
        [typeof(Operation.Embed)] = true,
        [typeof(Operation.EmbedSlot)] = true,
        [typeof(Operation.Linear)] = true,
        [typeof(Operation.RmsNorm)] = true,
        [typeof(Operation.Relu)] = true,
        [typeof(Operation.Silu)] = true,
        [typeof(Operation.Add)] = true,
        [typeof(Operation.Multiply)] = true,
        [typeof(Operation.Scale)] = true,
        [typeof(Operation.Gather)] = true,
        [typeof(Operation.Snap)] = true,
        [typeof(Operation.Rotary)] = false,
        [typeof(Operation.Attention)] = false,
        [typeof(Operation.Transpose)] = false,
        [typeof(Operation.Pool)] = false,
        [typeof(Operation.Maximum)] = false,
        [typeof(Operation.Spread)] = false,
    };

    public static TheoryData<string> Operations => OperationKinds.Names;

    [Theory]
    [MemberData(nameof(Operations))]
    public void Finite_machines_contain_only_operations_that_are_listed(string operation)
    {
        Type type = OperationKinds.Types.Single(kind => kind.Name == operation);
        Assert.True(Local.TryGetValue(type, out bool local), $"Operation '{operation}' has no entry in {nameof(OperationFactsTests)}.{nameof(Local)}.");

        Assert.All(NodesOf(operation), pair => Assert.Equal(local, FiniteRules.Allows(pair.Node.Operation)));
        Assert.All(NodesOf(operation), pair => Assert.True(!local || pair.Node.Operation.Reach is Reach.Row or Reach.Neighbours));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void A_relation_is_followed_by_those_that_reach_groups_or_neighbours(string operation) => Assert.All(NodesOf(operation), pair =>
    {
        RelationUse? relation = pair.Node.Operation.Follows;

        Assert.Equal(pair.Node.Operation.Reach is Reach.Group or Reach.Neighbours, relation is not null);
        if (relation is { IsGroups: true })
        {
            Assert.Equal(Reach.Group, pair.Node.Operation.Reach);
            Assert.NotNull(pair.Sample.Problem.Topology.Groups(relation.Name));
        }
        else if (relation is not null)
        {
            Assert.Equal(Reach.Neighbours, pair.Node.Operation.Reach);
            Assert.Equal(relation.Degree, pair.Sample.Problem.Topology.Neighbours(relation.Name).Degree);
        }
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public void Weights_have_the_shape_of_their_role_and_none_is_left_out(string operation)
    {
        RuleGraph graph = OperationSamples.Draw(operation, seed: 3, maximumWidth: 32).Graph;
        foreach (Node node in graph.Nodes)
        {
            foreach (WeightUse use in node.Operation.Weights)
            {
                Assert.InRange(use.Index, 0, graph.Weights.Count - 1);
                Assert.Equal(use.Index, node.Operation.WeightOf(use.Role));
                WeightShape shape = graph.Weights[use.Index];
                Assert.Equal(use.Role switch
                {
                    WeightRole.Map => (graph.Nodes[node.Inputs[0]].Shape.Width, node.Shape.Width),
                    WeightRole.Bias => (1, node.Shape.Width),
                    _ => (shape.Rows, shape.Columns),
                }, (shape.Rows, shape.Columns));
            }
        }

        Assert.Equal(
            Enumerable.Range(0, graph.Weights.Count), graph.Nodes.SelectMany(node => node.Operation.Weights).Select(use => use.Index).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Facts_of_buffers_agree_with_each_other(string operation) => Assert.All(NodesOf(operation), pair =>
    {
        Operation it = pair.Node.Operation;

        // Who overwrites what he was given cannot read it later.
        Assert.True(!it.GradientInPlace || (it.IsElementwise && !it.GradientReads.HasFlag(GradientReads.Inputs)));
        Assert.True(!it.IsElementwise || (it.Reach is Reach.Row && it.Weights.Count == 0 && pair.Node.Inputs.Count > 0));
        Assert.True(!it.IsElementwise || pair.Node.Inputs.All(input => pair.Sample.Graph.Nodes[input].Shape == pair.Node.Shape));
        Assert.True(it.ExactCells is null || it.ExactCells == pair.Sample.Problem.Cells);
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public void Rows_depend_on_other_rows_only_where_the_operation_says_so(string operation)
    {
        SampleCase sample = OperationSamples.Draw(operation, seed: 5, maximumWidth: 32);
        var weights = sample.Graph.Weights
            .Select(shape => new Matrix<float>(shape.Rows, shape.Columns, sample.Parameters[shape.Offset..(shape.Offset + shape.Count)])).ToArray();
        var state = new Matrix<float>(sample.Problem.Cells, sample.Graph.StateWidth, sample.InitialState);
        Matrix<float>[] values = new ScalarOracle<float>(sample.Graph, sample.Parameters).Evaluate(sample.Problem, state);
        foreach ((_, Node node) in NodesOf(operation, sample))
        {
            Matrix<float>[] inputs = [.. node.Inputs.Select(input => values[input])];
            Matrix<float> before = ScalarOracle<float>.Apply(node, inputs, sample.Problem, state, weights);
            for (int input = 0; input < inputs.Length; input++)
            {
                if (node.Operation.ReadsOtherRows(input))
                {
                    continue;
                }

                var changed = new Matrix<float>(inputs[input].Rows, inputs[input].Columns, (float[])inputs[input].Values.Clone());
                changed.Values.AsSpan(0, changed.Columns).Fill(3f);
                Matrix<float> after = ScalarOracle<float>.Apply(
                    node, [.. inputs.Select((value, i) => i == input ? changed : value)], sample.Problem, state, weights);

                Assert.Equal(before.Values[before.Columns..], after.Values[after.Columns..]);
            }
        }
    }

    private static IEnumerable<(SampleCase Sample, Node Node)> NodesOf(string operation) =>
        NodesOf(operation, OperationSamples.Draw(operation, seed: 1, maximumWidth: 32));

    private static IEnumerable<(SampleCase Sample, Node Node)> NodesOf(string operation, SampleCase sample) =>
        sample.Graph.Nodes.Where(node => node.Operation.GetType().Name == operation).Select(node => (sample, node));
}
