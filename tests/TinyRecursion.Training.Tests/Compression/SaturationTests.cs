using TinyRecursion.Execution.Integer;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Training.Tests.Compression;

public class SaturationTests
{
    [Fact]
    public void What_was_calibrated_on_fits_and_what_grows_further_is_counted()
    {
        // The state grows with every step, by what features add to it.
        SampleCase sample = OperationSamples.Draw("Linear", 3, 32);
        var growing = new RuleGraphBuilder(4, sample.Problem.FeatureColumns);
        int next = growing.Add(growing.State(), growing.Embed(0, 2, 4, "table"));
        RuleGraph graph = growing.Build(next, growing.Linear(next, 1, "readout", bias: false));
        float[] parameters = [.. Enumerable.Repeat(1f, graph.ParameterCount)];
        Calibration calibration = Calibration.Collect(graph, parameters, [sample.Problem], steps: 8);
        IntegerConstants constants = Quantiser.Quantise(graph, parameters, calibration);

        Assert.Equal(0, Saturation.Measure(graph, constants, [sample.Problem], steps: 8).Share);
        Saturation cut = Saturation.Measure(graph, constants, [sample.Problem], steps: 64);
        Assert.True(cut.Node == graph.StateNode || cut.Node == next, $"node {cut.Node}");
        Assert.InRange(cut.Share, 0.2, 0.8);
    }
}
