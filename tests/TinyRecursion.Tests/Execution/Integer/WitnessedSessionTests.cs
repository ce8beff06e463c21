using CsCheck;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>Sessions whose sums come from a witness give the bytes of those that multiply.</summary>
public class WitnessedSessionTests
{
    [Theory]
    [InlineData("Linear")]
    [InlineData("Attention")]
    public void An_operation_is_the_same(string operation)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            Check(OperationSamples.Draw(operation, seed, maximumWidth: 100), leastWidth: 1);
        }
    }

    [Fact]
    public void Any_rule_is_the_same() => Gen.Select(Gen.Int[0, 100_000], Gen.Int[1, 40]).Sample((seed, least) => Check(RandomRules.Draw(seed, maximumWidth: 50), least), iter: 40);

    [Fact]
    public void Two_sessions_cannot_take_steps_at_the_same_time()
    {
        var witness = new ComputingWitness(1);
        witness.BeginStep(1);

        Assert.Throws<InvalidOperationException>(() => witness.BeginStep(1));
        witness.EndStep(completed: false);
        witness.BeginStep(2);
        witness.EndStep(completed: true);
        Assert.Equal([2], witness.Steps);
    }

    private static void Check(SampleCase sample, int leastWidth)
    {
        Calibration calibration = Calibration.Collect(sample.Graph, sample.Parameters, [sample.Problem], steps: 1);
        IntegerConstants constants = Quantiser.Quantise(sample.Graph, sample.Parameters, calibration);
        var witness = new ComputingWitness(leastWidth);
        using IRuleSession plain = new IntegerRule(sample.Graph, constants).Open(), witnessed = new IntegerRule(sample.Graph, constants, witness).Open();
        float[] expected = new float[sample.InitialState.Length], found = new float[sample.InitialState.Length];
        foreach (IRuleSession session in (IRuleSession[])[plain, witnessed])
        {
            session.Bind(sample.Problem);
            session.SetState(sample.InitialState);
        }

        for (int step = 0; step < 2; step++)
        {
            plain.Step();
            witnessed.Step();
            plain.CopyState(expected);
            witnessed.CopyState(found);
            Assert.Equal(expected, found);
        }

        Assert.Equal([0, 1, 2], witness.Steps);
        int[] asked = [.. Enumerable.Range(0, sample.Graph.Nodes.Count).Where(node => IsAsked(sample.Graph, node, leastWidth))];
        Assert.Equal(asked, witness.Asked.Keys.Order());
    }

    private static bool IsAsked(RuleGraph graph, int node, int leastWidth) => !graph.IsHead(node) && graph.Nodes[node].Operation switch
    {
        Operation.Linear => graph.Nodes[graph.Nodes[node].Inputs[0]].Shape.Width >= leastWidth,
        Operation.Attention => true,
        _ => false,
    };
}
