using TinyRecursion.Execution;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Tests.Execution;

/// <summary>
/// The scalar oracle in double precision, with what a gradient that goes straight through a snap is the gradient of:
/// the symbols of the first evaluation, moved by as much as <c>softmax(0, block)</c> has moved since. Without a snap it
/// is the oracle.
/// </summary>
/// <param name="sample">The rule and its problem.</param>
/// <param name="steps">Steps to run.</param>
internal sealed class StraightThroughOracle(SampleCase sample, int steps)
{
    /// <summary>Per step and snap, the symbols less the softmax at the first evaluation.</summary>
    private readonly Dictionary<(int Step, int Node), double[]> _offsets = [];

    /// <summary>Runs the rule and reads out the logits of the last state.</summary>
    public Matrix<double> Logits(double[] parameters, double[] initial)
    {
        RuleGraph graph = sample.Graph;
        var state = new Matrix<double>(sample.Problem.Cells, graph.StateWidth, initial);
        Matrix<double>[] weights = [.. graph.Weights.Select(weight => new Matrix<double>(
            weight.Rows, weight.Columns, parameters.AsSpan(weight.Offset, weight.Count).ToArray()))];
        for (int step = 0; step < steps; step++)
        {
            state = Step(step, state, weights);
        }

        return new ScalarOracle<double>(graph, parameters).Readout(state);
    }

    private Matrix<double> Step(int step, Matrix<double> state, Matrix<double>[] weights)
    {
        var values = new Matrix<double>[sample.Graph.Nodes.Count];
        for (int i = 0; i < values.Length; i++)
        {
            Node node = sample.Graph.Nodes[i];
            Matrix<double>[] inputs = [.. node.Inputs.Select(input => values[input])];
            values[i] = ScalarOracle<double>.Apply(node, inputs, sample.Problem, state, weights);
            if (node.Operation is Operation.Snap snap)
            {
                double[] soft = Soften(inputs[0], snap.Width), symbols = values[i].Values;
                if (!_offsets.TryGetValue((step, i), out double[]? offset))
                {
                    _offsets[(step, i)] = offset = [.. symbols.Zip(soft, (symbol, share) => symbol - share)];
                }

                values[i] = new Matrix<double>(values[i].Rows, values[i].Columns, [.. soft.Zip(offset, (x, y) => x + y)]);
            }
        }

        return values[sample.Graph.NextState];
    }

    private static double[] Soften(Matrix<double> x, int width)
    {
        var soft = new double[x.Values.Length];
        for (int block = 0; block < soft.Length; block += width)
        {
            double total = 1 + x.Values.AsSpan(block, width).ToArray().Sum(Math.Exp);
            for (int j = block; j < block + width; j++)
            {
                soft[j] = Math.Exp(x.Values[j]) / total;
            }
        }

        return soft;
    }
}
