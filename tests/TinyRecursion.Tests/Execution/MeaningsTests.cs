using TinyRecursion.Execution;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution.Integer;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>
/// Every operation has every meaning: the table of the closed set, each field filled by running it. A new operation
/// adds a row by itself; a new meaning is one more line in <see cref="Meanings"/>.
/// </summary>
public class MeaningsTests
{
    private static readonly Dictionary<string, Action<SampleCase>> Meanings = new()
    {
        ["scalar oracle"] = RunOracle,
        ["vector execution"] = sample => OracleAgreement.Check(sample, steps: 2),
        ["integer execution"] = IntegerExecutionTests.Check,
        ["gradient"] = sample => GradientCheck.Run(sample, steps: 2, seed: 1),
        ["model file"] = WriteAndRead,
    };

    public static TheoryData<string, string> Table
    {
        get
        {
            var table = new TheoryData<string, string>();
            foreach (Type operation in OperationKinds.Types)
            {
                foreach (string meaning in Meanings.Keys)
                {
                    table.Add(operation.Name, meaning);
                }
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Every_operation_has_every_meaning(string operation, string meaning)
    {
        SampleCase sample = OperationSamples.Draw(operation, seed: 21, maximumWidth: 32);

        Exception? hole = Record.Exception(() => Meanings[meaning](sample));

        Assert.True(hole is null, $"A hole in the table: operation '{operation}' lacks the meaning '{meaning}'. {hole}");
    }

    private static void RunOracle(SampleCase sample)
    {
        var oracle = new ScalarOracle<float>(sample.Graph, sample.Parameters);
        var state = new Matrix<float>(sample.Problem.Cells, sample.Graph.StateWidth, sample.InitialState);

        Matrix<float>[] values = oracle.Evaluate(sample.Problem, state);

        for (int i = 0; i < values.Length; i++)
        {
            ValueShape shape = sample.Graph.Nodes[i].Shape;
            Assert.Equal((shape.RowsIn(sample.Problem), shape.Width), (values[i].Rows, values[i].Columns));
            Assert.All(values[i].Values, value => Assert.True(float.IsFinite(value)));
        }
    }

    private static void WriteAndRead(SampleCase sample)
    {
        string text = GraphJson.Write(sample.Graph);

        RuleGraph read = GraphReader.Read(text, "sample");

        Assert.Equal(sample.Graph.Nodes.Select(node => node.Operation), read.Nodes.Select(node => node.Operation));
        Assert.Equal(sample.Graph.Nodes.Select(node => node.Inputs), read.Nodes.Select(node => node.Inputs));
        Assert.Equal(sample.Graph.Nodes.Select(node => node.Shape), read.Nodes.Select(node => node.Shape));
        Assert.Equal(sample.Graph.Weights, read.Weights);
        Assert.Equal(
            (sample.Graph.StateWidth, sample.Graph.FeatureColumns, sample.Graph.NextState, sample.Graph.Readout, sample.Graph.Encoding),
            (read.StateWidth, read.FeatureColumns, read.NextState, read.Readout, read.Encoding));
        // The spelling is the one that the operation announces.
        Assert.All(
            sample.Graph.Nodes.Select(node => node.Operation.Kind).Distinct(),
            kind => Assert.Contains($"\"{kind}\"", text, StringComparison.Ordinal));
    }
}
