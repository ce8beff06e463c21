using System.Diagnostics;
using TinyRecursion.Assurance.Bounds;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Radius;

/// <summary>
/// One cell of a local rule at one point of its domain, with every weight anywhere within ρ of its own: intervals of all values as 32-bit floating point computes them, and
/// from these a lower bound of how far one logit leads another, by linear bounds walked back from the logits to the weights (Zhang et al. 2018, arXiv
/// 1811.00866, here with weights in the place of inputs).
/// </summary>
/// <remarks>For one thread at a time. Sound for the rounding of every order of sums, see <see cref="FloatRounding"/>; that of the bounds themselves is taken off.</remarks>
internal sealed class CellRanges
{
    /// <summary>What double precision may lose in a bound, relative to the sizes of all its terms.</summary>
    private const double Loss = 1e-11;

    private readonly RuleGraph _graph;
    private readonly float[] _weights;
    private readonly FiniteShape _shape;
    private readonly double[][] _low;
    private readonly double[][] _high;
    private readonly double[][] _errors;
    private readonly double[][] _sizes;
    private readonly int[] _roundings;
    private readonly double[][] _factors;
    private readonly bool[] _touched;
    private readonly int[] _inputs;
    private readonly float[] _own;
    private readonly float[] _around;
    private double _rho;
    private double _constant;
    private double _size;

    /// <summary>Lays out one cell.</summary>
    /// <param name="graph">A local rule of operations that <see cref="LocalSupport"/> allows.</param>
    /// <param name="parameters">Its flat parameter vector.</param>
    /// <param name="shape">What a cell looks at.</param>
    public CellRanges(RuleGraph graph, ReadOnlySpan<float> parameters, FiniteShape shape)
    {
        (_graph, _weights, _shape) = (graph, parameters.ToArray(), shape);
        int count = graph.Nodes.Count;
        (_low, _high, _errors, _sizes, _factors) = (Make(), Make(), Make(), Make(), Make());
        (_roundings, _touched, _inputs) = (new int[count], new bool[count], new int[shape.InputCount]);
        (_own, _around) = (new float[shape.StateWidth], new float[shape.StateWidth * shape.Degree]);

        double[][] Make() => [.. graph.Nodes.Select(node => new double[node.Shape.Width])];
    }

    /// <summary>The node that the last snap reads.</summary>
    public int Logits => _graph.Nodes[_graph.NextState].Inputs[0];

    /// <summary>Works the values of a point out.</summary>
    /// <param name="point">Its number, see <see cref="FiniteShape.Key"/>.</param>
    /// <param name="rho">How far each weight may be from its own.</param>
    public void Forward(long point, double rho)
    {
        _rho = rho;
        _shape.Inputs(point, _inputs);
        LocalSupport.Write(_shape, _inputs, _own, _around);
        for (int node = 0; node < _graph.Nodes.Count; node++)
        {
            if (node != _graph.NextState && !_graph.IsHead(node))
            {
                Forward(node);
            }
        }
    }

    /// <summary>Works a head of a symbol out.</summary>
    /// <param name="head">The node.</param>
    /// <param name="symbol">The symbol that the cell holds.</param>
    /// <param name="rho">How far each weight may be from its own.</param>
    public void ForwardHead(int head, int symbol, double rho)
    {
        _rho = rho;
        _shape.Write(symbol, _own);
        int state = _graph.Nodes[head].Inputs[0];
        Constant(state, _own);
        Forward(head);
    }

    /// <summary>The least that one entry of a node leads another by.</summary>
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

    private void Forward(int node)
    {
        Node it = _graph.Nodes[node];
        switch (it.Operation)
        {
            case Operation.State:
                Constant(node, _own);
                return;
            case Operation.Gather:
                Constant(node, _around);
                return;
            case Operation.Embed embed:
                ReadOnlySpan<float> row = Row(embed.Table, Math.Min(_inputs[embed.Column], _graph.Weights[embed.Table].Rows - 1));
                for (int j = 0; j < row.Length; j++)
                {
                    (_low[node][j], _high[node][j], _errors[node][j], _sizes[node][j]) = (row[j] - _rho, row[j] + _rho, 0, Math.Abs(row[j]) + _rho);
                }

                _roundings[node] = 1;
                return;
            case Operation.Linear linear:
                Linear(node, it.Inputs[0], linear);
                break;
            case Operation.Add:
                Clear(node);
                foreach (int input in it.Inputs)
                {
                    for (int j = 0; j < it.Shape.Width; j++)
                    {
                        _low[node][j] += _low[input][j];
                        _high[node][j] += _high[input][j];
                        _sizes[node][j] += _sizes[input][j];
                    }

                    _roundings[node] += _roundings[input] + 1;
                }

                break;
            case Operation.Relu:
                int x = it.Inputs[0];
                for (int j = 0; j < it.Shape.Width; j++)
                {
                    (_low[node][j], _high[node][j], _errors[node][j]) = (Math.Max(0, _low[x][j]), Math.Max(0, _high[x][j]), 0);
                    _sizes[node][j] = _high[node][j];
                }

                _roundings[node] = 1;
                return;
            case Operation.Multiply:
                (int a, int b) = (it.Inputs[0], it.Inputs[1]);
                Clear(node);
                for (int j = 0; j < it.Shape.Width; j++)
                {
                    (_low[node][j], _high[node][j]) = FloatIntervals.Product(_low[a][j], _high[a][j], _low[b][j], _high[b][j]);
                    _sizes[node][j] = Math.Max(Math.Abs(_low[node][j]), Math.Abs(_high[node][j]));
                }

                _roundings[node] = 1;
                break;
            case Operation.Scale scale:
                int of = it.Inputs[0];
                for (int j = 0; j < it.Shape.Width; j++)
                {
                    (double one, double two) = (_low[of][j] * scale.Factor, _high[of][j] * scale.Factor);
                    (_low[node][j], _high[node][j]) = (Math.Min(one, two), Math.Max(one, two));
                    _sizes[node][j] = Math.Max(Math.Abs(one), Math.Abs(two));
                }

                _roundings[node] = 1;
                break;
            default:
                throw new UnreachableException(it.Operation.Kind);
        }

        for (int j = 0; j < it.Shape.Width; j++)
        {
            double error = FloatRounding.OfSum(_roundings[node], _sizes[node][j]);
            _errors[node][j] = error;
            _low[node][j] -= error;
            _high[node][j] += error;
        }
    }

    private void Linear(int node, int input, Operation.Linear linear)
    {
        double[] low = _low[node], high = _high[node], sizes = _sizes[node];
        Clear(node);
        for (int k = 0; k < _low[input].Length; k++)
        {
            double least = _low[input][k], most = _high[input][k], largest = Math.Max(Math.Abs(least), Math.Abs(most));
            if (largest == 0)
            {
                continue;
            }

            ReadOnlySpan<float> row = Row(linear.Weight, k);
            if (least >= 0)
            {
                for (int j = 0; j < row.Length; j++)
                {
                    double down = row[j] - _rho, up = row[j] + _rho;
                    low[j] += down * (down >= 0 ? least : most);
                    high[j] += up * (up >= 0 ? most : least);
                    sizes[j] += (Math.Abs(row[j]) + _rho) * most;
                }
            }
            else
            {
                for (int j = 0; j < row.Length; j++)
                {
                    low[j] += Math.Min(row[j] * least, row[j] * most) - (_rho * largest);
                    high[j] += Math.Max(row[j] * least, row[j] * most) + (_rho * largest);
                    sizes[j] += (Math.Abs(row[j]) + _rho) * largest;
                }
            }
        }

        if (linear.Bias is { } bias)
        {
            ReadOnlySpan<float> row = Row(bias, 0);
            for (int j = 0; j < row.Length; j++)
            {
                low[j] += row[j] - _rho;
                high[j] += row[j] + _rho;
                sizes[j] += Math.Abs(row[j]) + _rho;
            }
        }

        _roundings[node] = _low[input].Length + 2;
    }

    /// <summary>Walks the factors of a node back to its inputs: what it adds to the bound is never more than its value times its factors.</summary>
    private void Back(int node)
    {
        Node it = _graph.Nodes[node];
        double[] factors = _factors[node];
        double total = 0;
        for (int j = 0; j < factors.Length; j++)
        {
            double size = Math.Abs(factors[j]);
            total += size;
            Take(-size * _errors[node][j]);
        }

        switch (it.Operation)
        {
            case Operation.State or Operation.Gather:
                TakeAll(factors, _low[node]);
                break;
            case Operation.Linear linear:
                BackThroughMap(linear, it.Inputs[0], factors, total);
                break;
            case Operation.Embed embed:
                ReadOnlySpan<float> row = Row(embed.Table, Math.Min(_inputs[embed.Column], _graph.Weights[embed.Table].Rows - 1));
                for (int j = 0; j < factors.Length; j++)
                {
                    Take(factors[j] * row[j]);
                }

                Take(-_rho * total);
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
        double[] low = _low[input], high = _high[input];
        bool constant = _graph.Nodes[input].Operation is Operation.State or Operation.Gather or Operation.Snap;
        double[]? into = constant ? null : Touch(input);
        for (int k = 0; k < low.Length; k++)
        {
            if (low[k] == 0 && high[k] == 0)
            {
                continue;
            }

            double sum = 0;
            ReadOnlySpan<float> row = Row(linear.Weight, k);
            for (int j = 0; j < row.Length; j++)
            {
                sum += factors[j] * row[j];
            }

            // All weights of a row together move the factor of its input by ρ Σ|factors| at most.
            if (low[k] >= 0)
            {
                sum -= _rho * total;
            }
            else if (high[k] <= 0)
            {
                sum += _rho * total;
            }
            else
            {
                Take(-_rho * total * Math.Max(-low[k], high[k]));
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
            ReadOnlySpan<float> row = Row(bias, 0);
            for (int j = 0; j < row.Length; j++)
            {
                Take(factors[j] * row[j]);
            }

            Take(-_rho * total);
        }
    }

    private void BackThroughRelu(int input, double[] factors)
    {
        double[] into = Touch(input);
        for (int j = 0; j < factors.Length; j++)
        {
            double low = _low[input][j], high = _high[input][j], factor = factors[j];
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
            double u = (_low[a][j] + _high[a][j]) / 2, v = (_low[b][j] + _high[b][j]) / 2;
            double du = _high[a][j] - u, dv = _high[b][j] - v;
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

    private void Constant(int node, float[] values)
    {
        for (int j = 0; j < values.Length; j++)
        {
            _low[node][j] = _high[node][j] = values[j];
            (_errors[node][j], _sizes[node][j]) = (0, Math.Abs(values[j]));
        }

        _roundings[node] = 1;
    }

    private void Clear(int node)
    {
        Array.Clear(_low[node]);
        Array.Clear(_high[node]);
        Array.Clear(_sizes[node]);
        _roundings[node] = 0;
    }

    private ReadOnlySpan<float> Row(int weight, int row)
    {
        WeightShape shape = _graph.Weights[weight];
        return _weights.AsSpan(shape.Offset + (row * shape.Columns), shape.Columns);
    }
}
