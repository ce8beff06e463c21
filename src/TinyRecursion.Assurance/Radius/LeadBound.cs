using System.Diagnostics;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Radius;

/// <summary>
/// A lower bound of how far one logit of a cell leads another, with every weight anywhere within ρ of its own: linear bounds walked back from the logits to the weights (Zhang et al. 2018,
/// arXiv 1811.00866, here with weights in the place of inputs), over the intervals of <see cref="CellRanges"/>.
/// </summary>
/// <remarks>For one thread at a time. Sound for the rounding of every order of sums; that of the bound itself is taken off.</remarks>
/// <param name="cell">The cell.</param>
internal sealed class LeadBound(CellRanges cell)
{
    /// <summary>What double precision may lose in a bound, relative to the sizes of all its terms.</summary>
    private const double Loss = 1e-11;

    private readonly double[][] _factors = [.. cell.Graph.Nodes.Select(node => new double[node.Shape.Width])];
    private readonly bool[] _touched = new bool[cell.Graph.Nodes.Count];
    private double _constant;
    private double _size;

    /// <summary>The cell.</summary>
    public CellRanges Cell { get; } = cell;

    /// <summary>The least that one entry of a node leads another by, after <see cref="CellRanges.Forward(long, double)"/> or <see cref="CellRanges.ForwardHead"/>.</summary>
    /// <param name="node">The node whose values were worked out last.</param>
    /// <param name="right">The entry, or -1 for zero.</param>
    /// <param name="rival">The other, or -1 for zero.</param>
    public double Lead(int node, int right, int rival)
    {
        Array.Clear(_touched);
        (_constant, _size) = (0, 0);
        double[] factors = Touch(node);
        if (right >= 0)
        {
            factors[right] = 1;
        }

        if (rival >= 0)
        {
            factors[rival] = -1;
        }

        for (int at = node; at >= 0; at--)
        {
            if (_touched[at])
            {
                Back(at);
            }
        }

        return _constant - (Loss * _size);
    }

    /// <summary>Walks the factors of a node back to its inputs: what it adds to the bound is never more than its value times its factors.</summary>
    private void Back(int node)
    {
        Node it = Cell.Graph.Nodes[node];
        double[] factors = _factors[node];
        double total = 0;
        for (int j = 0; j < factors.Length; j++)
        {
            double size = Math.Abs(factors[j]);
            total += size;
            Take(-size * Cell.Errors(node)[j]);
        }

        switch (it.Operation)
        {
            case Operation.State or Operation.Gather:
                TakeAll(factors, Cell.Low(node));
                break;
            case Operation.Linear linear:
                BackThroughMap(linear, it.Inputs[0], factors, total);
                break;
            case Operation.Embed embed:
                ReadOnlySpan<float> row = Cell.Looked(embed);
                for (int j = 0; j < factors.Length; j++)
                {
                    Take(factors[j] * row[j]);
                }

                Take(-Cell.Rho * total);
                break;
            case Operation.Add:
                foreach (int input in it.Inputs)
                {
                    double[] into = Touch(input);
                    for (int j = 0; j < factors.Length; j++)
                    {
                        into[j] += factors[j];
                    }
                }

                break;
            case Operation.Scale scale:
                double[] scaled = Touch(it.Inputs[0]);
                for (int j = 0; j < factors.Length; j++)
                {
                    scaled[j] += factors[j] * scale.Factor;
                }

                break;
            case Operation.Relu:
                BackThroughRelu(it.Inputs[0], factors);
                break;
            case Operation.Multiply:
                BackThroughProduct(it.Inputs[0], it.Inputs[1], factors);
                break;
            default:
                throw new UnreachableException(it.Operation.Kind);
        }
    }

    private void BackThroughMap(Operation.Linear linear, int input, double[] factors, double total)
    {
        double[] low = Cell.Low(input), high = Cell.High(input);
        bool constant = Cell.Graph.Nodes[input].Operation is Operation.State or Operation.Gather or Operation.Snap;
        double[]? into = constant ? null : Touch(input);
        for (int k = 0; k < low.Length; k++)
        {
            if (low[k] == 0 && high[k] == 0)
            {
                continue;
            }

            double sum = 0;
            ReadOnlySpan<float> row = Cell.Row(linear.Weight, k);
            for (int j = 0; j < row.Length; j++)
            {
                sum += factors[j] * row[j];
            }

            // All weights of a row together move the factor of its input by ρ Σ|factors| at most.
            if (low[k] >= 0)
            {
                sum -= Cell.Rho * total;
            }
            else if (high[k] <= 0)
            {
                sum += Cell.Rho * total;
            }
            else
            {
                Take(-Cell.Rho * total * Math.Max(-low[k], high[k]));
            }

            if (into is null)
            {
                Take(sum * low[k]);
            }
            else
            {
                into[k] += sum;
            }
        }

        if (linear.Bias is { } bias)
        {
            ReadOnlySpan<float> row = Cell.Row(bias, 0);
            for (int j = 0; j < row.Length; j++)
            {
                Take(factors[j] * row[j]);
            }

            Take(-Cell.Rho * total);
        }
    }

    private void BackThroughRelu(int input, double[] factors)
    {
        double[] into = Touch(input);
        for (int j = 0; j < factors.Length; j++)
        {
            double low = Cell.Low(input)[j], high = Cell.High(input)[j], factor = factors[j];
            if (low >= 0)
            {
                into[j] += factor;
            }
            else if (high > 0 && factor < 0)
            {
                // At most the line through both ends.
                double slope = high / (high - low);
                into[j] += factor * slope;
                Take(-factor * slope * low);
            }
            else if (high > -low)
            {
                // At least its argument, or else zero.
                into[j] += factor;
            }
        }
    }

    private void BackThroughProduct(int a, int b, double[] factors)
    {
        double[] left = Touch(a), right = Touch(b);
        for (int j = 0; j < factors.Length; j++)
        {
            double u = (Cell.Low(a)[j] + Cell.High(a)[j]) / 2, v = (Cell.Low(b)[j] + Cell.High(b)[j]) / 2;
            double du = Cell.High(a)[j] - u, dv = Cell.High(b)[j] - v;
            left[j] += factors[j] * v;
            right[j] += factors[j] * u;
            Take(-factors[j] * u * v);
            Take(-Math.Abs(factors[j]) * du * dv);
        }
    }

    private double[] Touch(int node)
    {
        if (!_touched[node])
        {
            _touched[node] = true;
            Array.Clear(_factors[node]);
        }

        return _factors[node];
    }

    private void Take(double term)
    {
        _constant += term;
        _size += Math.Abs(term);
    }

    private void TakeAll(double[] factors, double[] values)
    {
        for (int j = 0; j < factors.Length; j++)
        {
            Take(factors[j] * values[j]);
        }
    }
}
