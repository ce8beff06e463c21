using TinyRecursion.Assurance.Verification.Networks;

namespace TinyRecursion.Assurance.Verification.Search;

/// <summary>A network's values at a point in doubles, and the gradient of a constraint. Not safe to share between threads.</summary>
internal sealed class PointValues
{
    private readonly PiecewiseLinearNetwork _network;
    private readonly double[][] _values;
    private readonly double[][] _gradients;

    /// <summary>Makes room for the values.</summary>
    public PointValues(PiecewiseLinearNetwork network)
    {
        _network = network;
        _values = [.. network.Nodes.Select(node => new double[node.Width])];
        _gradients = [.. network.Nodes.Select(node => new double[node.Width])];
    }

    /// <summary>The outputs of the point that was run last.</summary>
    public ReadOnlySpan<double> Outputs => _values[^1];

    /// <summary>Runs the network.</summary>
    public void Run(ReadOnlySpan<double> x)
    {
        x.CopyTo(_values[0]);
        for (int node = 1; node < _values.Length; node++)
        {
            double[] values = _values[node];
            if (_network.Nodes[node] is NetworkNode.Affine affine)
            {
                for (int i = 0; i < values.Length; i++)
                {
                    double sum = affine.Bias[i];
                    foreach ((int source, WeightMatrix weights) in affine.Sources)
                    {
                        ReadOnlySpan<int> columns = weights.Row(i, out ReadOnlySpan<float> entries);
                        double[] inputs = _values[source];
                        for (int j = 0; j < columns.Length; j++)
                        {
                            sum += entries[j] * inputs[columns[j]];
                        }
                    }

                    values[i] = sum;
                }
            }
            else if (_network.Nodes[node] is NetworkNode.Relu relu)
            {
                double[] inputs = _values[relu.Source];
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = Math.Max(inputs[i], 0);
                }
            }
        }
    }

    /// <summary>The gradient of a constraint's left side at the point that was run last.</summary>
    /// <param name="row">The constraint.</param>
    /// <returns>An entry an input, valid until the next call.</returns>
    public ReadOnlySpan<double> Gradient(UnsafeRow row)
    {
        foreach (double[] gradient in _gradients)
        {
            Array.Clear(gradient);
        }

        row.Outputs.CopyTo(_gradients[^1], 0);
        for (int node = _values.Length - 1; node > 0; node--)
        {
            double[] own = _gradients[node];
            if (_network.Nodes[node] is NetworkNode.Affine affine)
            {
                foreach ((int source, WeightMatrix weights) in affine.Sources)
                {
                    double[] target = _gradients[source];
                    for (int i = 0; i < own.Length; i++)
                    {
                        if (own[i] is not 0 and var a)
                        {
                            ReadOnlySpan<int> columns = weights.Row(i, out ReadOnlySpan<float> entries);
                            for (int j = 0; j < columns.Length; j++)
                            {
                                target[columns[j]] += a * entries[j];
                            }
                        }
                    }
                }
            }
            else if (_network.Nodes[node] is NetworkNode.Relu relu)
            {
                for (int i = 0; i < own.Length; i++)
                {
                    _gradients[relu.Source][i] += _values[relu.Source][i] > 0 ? own[i] : 0;
                }
            }
        }

        for (int i = 0; i < row.Inputs.Length; i++)
        {
            _gradients[0][i] += row.Inputs[i];
        }

        return _gradients[0];
    }
}
