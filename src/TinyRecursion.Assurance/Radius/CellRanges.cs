using System.Diagnostics;
using TinyRecursion.Assurance.Bounds;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Radius;

/// <summary>
/// One cell of a local rule at one point of its domain, with every weight anywhere within ρ of its own: intervals of all values as 32-bit floating point computes them.
/// </summary>
/// <remarks>For one thread at a time. Sound for the rounding of every order of sums, see <see cref="FloatRounding"/>.</remarks>
internal sealed class CellRanges
{
    private readonly RuleGraph _graph;
    private readonly float[] _weights;
    private readonly FiniteShape _shape;
    private readonly double[][] _low;
    private readonly double[][] _high;
    private readonly double[][] _errors;
    private readonly double[][] _sizes;
    private readonly int[] _roundings;
    private readonly int[] _inputs;
    private readonly float[] _own;
    private readonly float[] _around;

    /// <summary>Lays out one cell.</summary>
    /// <param name="graph">A local rule of operations that <see cref="LocalSupport"/> allows.</param>
    /// <param name="parameters">Its flat parameter vector.</param>
    /// <param name="shape">What a cell looks at.</param>
    public CellRanges(RuleGraph graph, ReadOnlySpan<float> parameters, FiniteShape shape)
    {
        (_graph, _weights, _shape) = (graph, parameters.ToArray(), shape);
        (_low, _high, _errors, _sizes) = (Make(), Make(), Make(), Make());
        (_roundings, _inputs) = (new int[graph.Nodes.Count], new int[shape.InputCount]);
        (_own, _around) = (new float[shape.StateWidth], new float[shape.StateWidth * shape.Degree]);

        double[][] Make() => [.. graph.Nodes.Select(node => new double[node.Shape.Width])];
    }

    /// <summary>The rule.</summary>
    public RuleGraph Graph => _graph;

    /// <summary>How far each weight may be from its own.</summary>
    public double Rho { get; private set; }

    /// <summary>The node that the last snap reads.</summary>
    public int Logits => _graph.Nodes[_graph.NextState].Inputs[0];

    /// <summary>The least of each entry of a node.</summary>
    public double[] Low(int node) => _low[node];

    /// <summary>The greatest of each entry of a node.</summary>
    public double[] High(int node) => _high[node];

    /// <summary>The most that rounding moves each entry of a node by.</summary>
    public double[] Errors(int node) => _errors[node];

    /// <summary>Works the values of a point out.</summary>
    /// <param name="point">Its number, see <see cref="FiniteShape.Key"/>.</param>
    /// <param name="rho">How far each weight may be from its own.</param>
    public void Forward(long point, double rho)
    {
        Rho = rho;
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
        Rho = rho;
        _shape.Write(symbol, _own);
        int state = _graph.Nodes[head].Inputs[0];
        Constant(state, _own);
        Forward(head);
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
                ReadOnlySpan<float> row = Looked(embed);
                for (int j = 0; j < row.Length; j++)
                {
                    (_low[node][j], _high[node][j], _errors[node][j], _sizes[node][j]) = (row[j] - Rho, row[j] + Rho, 0, Math.Abs(row[j]) + Rho);
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
                    double down = row[j] - Rho, up = row[j] + Rho;
                    low[j] += down * (down >= 0 ? least : most);
                    high[j] += up * (up >= 0 ? most : least);
                    sizes[j] += (Math.Abs(row[j]) + Rho) * most;
                }
            }
            else
            {
                for (int j = 0; j < row.Length; j++)
                {
                    low[j] += Math.Min(row[j] * least, row[j] * most) - (Rho * largest);
                    high[j] += Math.Max(row[j] * least, row[j] * most) + (Rho * largest);
                    sizes[j] += (Math.Abs(row[j]) + Rho) * largest;
                }
            }
        }

        if (linear.Bias is { } bias)
        {
            ReadOnlySpan<float> row = Row(bias, 0);
            for (int j = 0; j < row.Length; j++)
            {
                low[j] += row[j] - Rho;
                high[j] += row[j] + Rho;
                sizes[j] += Math.Abs(row[j]) + Rho;
            }
        }

        _roundings[node] = _low[input].Length + 2;
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

    /// <summary>The row of a table that the cell looks up.</summary>
    public ReadOnlySpan<float> Looked(Operation.Embed embed) => Row(embed.Table, Math.Min(_inputs[embed.Column], _graph.Weights[embed.Table].Rows - 1));

    /// <summary>A row of a weight.</summary>
    public ReadOnlySpan<float> Row(int weight, int row)
    {
        WeightShape shape = _graph.Weights[weight];
        return _weights.AsSpan(shape.Offset + (row * shape.Columns), shape.Columns);
    }
}
