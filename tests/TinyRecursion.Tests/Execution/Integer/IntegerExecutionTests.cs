using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>A rule in integers does what it does in floating point, up to what 8 bits leave.</summary>
public class IntegerExecutionTests
{
    public static TheoryData<string> Operations => OperationKinds.Names;

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_is_near_what_it_is_in_floating_point(string operation)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            Check(OperationSamples.Draw(operation, seed, maximumWidth: 32));
        }
    }

    /// <summary>Compares a step of a sample in integers with the same step of the scalar oracle.</summary>
    internal static void Check(SampleCase sample)
    {
        Calibration calibration = Calibration.Collect(sample.Graph, sample.Parameters, [.. Enumerable.Repeat(sample.Problem, 200)], steps: 1);
        var rule = new IntegerRule(sample.Graph, Quantiser.Quantise(sample.Graph, sample.Parameters, calibration));
        float[] before = new float[sample.InitialState.Length], after = new float[before.Length];
        using IRuleSession session = rule.Open();
        session.Bind(sample.Problem);
        // Of a size that the calibration has met, and as the integers hold it, so that a step is all that is compared.
        session.SetState([.. sample.InitialState.Select(value => Math.Clamp(value, -2.5f, 2.5f))]);
        session.CopyState(before);
        session.Step();
        session.CopyState(after);

        var state = new Matrix<float>(sample.Problem.Cells, sample.Graph.StateWidth, before);
        float[] expected = new ScalarOracle<float>(sample.Graph, sample.Parameters).Step(sample.Problem, state).Values;
        double size = Math.Sqrt(expected.Average(value => value * (double)value)) + 1e-3;
        double error = Math.Sqrt(expected.Zip(after).Average(both => Math.Pow(both.First - both.Second, 2)));
        // A snap jumps, and so does the normalisation of one entry, which is its sign: what is near may fall on the other side.
        bool jumps = sample.Graph.Nodes.Any(node => node.Operation is Operation.Snap || node is { Operation: Operation.RmsNorm, Shape.Width: 1 });
        double allowed = jumps ? 0.35 : 0.03;
        Assert.True(error <= allowed * size, $"off by {error / size:p1} of {size:g3}");
    }
}
