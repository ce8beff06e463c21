using CsCheck;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>What runs gives the bytes of the oracle.</summary>
public class IntegerSessionTests
{
    public static TheoryData<string> Operations => OperationKinds.Names;

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_is_the_same(string operation)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            Check(OperationSamples.Draw(operation, seed, maximumWidth: 100));
        }
    }

    [Fact]
    public void Any_rule_is_the_same() => Gen.Int[0, 100_000].Sample(seed => Check(RandomRules.Draw(seed, maximumWidth: 50)), iter: 60);

    [Fact]
    public void Numbers_that_were_checked_cannot_be_changed_or_given_to_another_rule()
    {
        SampleCase sample = OperationSamples.Draw("Linear", seed: 1, maximumWidth: 20);
        Calibration calibration = Calibration.Collect(sample.Graph, sample.Parameters, [sample.Problem], steps: 1);
        IntegerConstants source = Quantiser.Quantise(sample.Graph, sample.Parameters, calibration);
        var maps = source.Maps.ToDictionary();
        var constants = new IntegerConstants(sample.Graph, source.Exponents, maps, source.Tables, source.Scores);
        (int node, IntegerLinear map) = maps.First();
        sbyte[] weights = [.. map.Weights];
        Array.Fill(map.Weights, sbyte.MinValue);
        maps[node] = new IntegerLinear(1, 1, [1], [0], [1], [0]);

        Assert.Equal(weights, constants.Maps[node].Weights);
        Assert.Throws<NotSupportedException>(() => ((IDictionary<int, IntegerLinear>)constants.Maps).Remove(node));
        RuleGraph other = OperationSamples.Draw("Linear", seed: 2, maximumWidth: 90).Graph;
        Assert.Throws<ArgumentException>(() => new IntegerRule(other, constants));
        Assert.Throws<ArgumentException>(() => new IntegerOracle(other, constants));
    }

    private static void Check(SampleCase sample)
    {
        // Calibrated on few values, so that others are cut.
        Calibration calibration = Calibration.Collect(sample.Graph, sample.Parameters, [sample.Problem], steps: 1);
        IntegerConstants constants = Quantiser.Quantise(sample.Graph, sample.Parameters, calibration);
        var oracle = new IntegerOracle(sample.Graph, constants);
        using IRuleSession session = new IntegerRule(sample.Graph, constants).Open();
        session.Bind(sample.Problem);
        session.SetState(sample.InitialState);
        var state = new float[sample.InitialState.Length];
        for (int step = 0; step < 3; step++)
        {
            session.CopyState(state);
            short[] entries = Integers(state, constants.Exponents[sample.Graph.NextState]);
            session.Step();
            session.CopyState(state);

            Matrix<short> expected = oracle.Evaluate(sample.Problem, new Matrix<short>(sample.Problem.Cells, sample.Graph.StateWidth, entries))[sample.Graph.NextState]!;
            Assert.Equal(expected.Values, Integers(state, constants.Exponents[sample.Graph.NextState]));
            Assert.Equal(
                oracle.Head(sample.Graph.Readout, expected).Values,
                Integers(session.Readout().ToArray(), constants.Exponents[sample.Graph.Readout]));
        }
    }

    private static short[] Integers(float[] values, int exponent) => Array.ConvertAll(values, value => (short)MathF.ScaleB(value, exponent));
}
