using System.Diagnostics;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Radius;

/// <summary>
/// One cell of a local rule at one point of its domain, in double precision, with the gradient of a lead with respect to every weight. For one thread at a time.
/// </summary>
/// <param name="graph">A local rule of operations that <see cref="LocalSupport"/> allows.</param>
/// <param name="shape">What a cell looks at.</param>
internal sealed class CellGradient(RuleGraph graph, FiniteShape shape)
{
    private readonly double[][] _values = [.. graph.Nodes.Select(node => new double[node.Shape.Width])];
    private readonly double[][] _factors = [.. graph.Nodes.Select(node => new double[node.Shape.Width])];
    private readonly int[] _inputs = new int[shape.InputCount];
    private readonly float[] _own = new float[shape.StateWidth];
    private readonly float[] _around = new float[shape.StateWidth * shape.Degree];

    /// <summary>Works out how far an entry leads another before the snap, and the gradient.</summary>
    /// <param name="weights">The rule's flat parameter vector.</param>
    /// <param name="point">The point.</param>
    /// <param name="right">The entry, or -1 for zero.</param>
    /// <param name="rival">The other, or -1 for zero.</param>
    /// <param name="gradient">Receives the gradient of the lead with respect to each weight.</param>
    public double Lead(float[] weights, long point, int right, int rival, Span<double> gradient)
    {
        int logits = graph.Nodes[graph.NextState].Inputs[0];
        shape.Inputs(point, _inputs);
        LocalSupport.Write(shape, _inputs, _own, _around);
        for (int node = 0; node <= logits; node++)
        {
            if (!graph.IsHead(node))
            {
                Forward(node, weights);
            }
        }

        gradient.Clear();
        foreach (double[] factors in _factors)
        {
            Array.Clear(factors);
        }

        Add(right, 1);
        Add(rival, -1);
        for (int node = logits; node >= 0; node--)
        {
            Back(node, weights, gradient);
        }

        return (right < 0 ? 0 : _values[logits][right]) - (rival < 0 ? 0 : _values[logits][rival]);

        void Add(int entry, double factor)
        {
            if (entry >= 0)
            {
                _factors[logits][entry] += factor;
            }
        }
    }

    private void Forward(int node, float[] weights)
    {
        Node it = graph.Nodes[node];
        double[] y = _values[node];
        double[] x = it.Inputs.Count > 0 ? _values[it.Inputs[0]] : [];
        switch (it.Operation)
        {
            case Operation.State:
                Copy(_own, y);
                break;
            case Operation.Gather:
                Copy(_around, y);
                break;
            case Operation.Embed embed:
                Copy(weights.AsSpan(RowAt(embed), y.Length), y);
                break;
            case Operation.Linear linear:
                Copy(linear.Bias is { } bias ? weights.AsSpan(graph.Weights[bias].Offset, y.Length) : new float[y.Length], y);
                for (int k = 0; k < x.Length; k++)
                {
                    for (int j = 0; j < y.Length && x[k] != 0; j++)
                    {
                        y[j] += x[k] * weights[graph.Weights[linear.Weight].Offset + (k * y.Length) + j];
                    }
                }

                break;
            case Operation.Add:
                for (int j = 0; j < y.Length; j++)
                {
                    y[j] = it.Inputs.Sum(input => _values[input][j]);
                }

                break;
            case Operation.Relu:
                for (int j = 0; j < y.Length; j++)
                {
                    y[j] = Math.Max(0, x[j]);
                }

                break;
            case Operation.Multiply:
                for (int j = 0; j < y.Length; j++)
                {
                    y[j] = x[j] * _values[it.Inputs[1]][j];
                }

                break;
            case Operation.Scale scale:
                for (int j = 0; j < y.Length; j++)
                {
                    y[j] = x[j] * scale.Factor;
                }

                break;
            default:
                throw new UnreachableException(it.Operation.Kind);
        }
    }

    private void Back(int node, float[] weights, Span<double> gradient)
    {
        Node it = graph.Nodes[node];
        if (graph.IsHead(node))
        {
            return;
        }

        double[] factors = _factors[node];
        for (int input = 0; input < it.Inputs.Count; input++)
        {
            double[] into = _factors[it.Inputs[input]], x = _values[it.Inputs[input]];
            for (int j = 0; j < factors.Length && it.Operation is not (Operation.Linear or Operation.Gather); j++)
            {
                into[j] += factors[j] * it.Operation switch
                {
                    Operation.Relu => x[j] > 0 ? 1 : 0,
                    Operation.Multiply => _values[it.Inputs[1 - input]][j],
                    Operation.Scale scale => scale.Factor,
                    _ => 1,
                };
            }
        }

        if (it.Operation is Operation.Embed embed)
        {
            AddTo(gradient.Slice(RowAt(embed), factors.Length), factors, 1);
        }
        else if (it.Operation is Operation.Linear linear)
        {
            double[] x = _values[it.Inputs[0]], into = _factors[it.Inputs[0]];
            for (int k = 0; k < x.Length; k++)
            {
                int row = graph.Weights[linear.Weight].Offset + (k * factors.Length);
                AddTo(gradient.Slice(row, factors.Length), factors, x[k]);
                for (int j = 0; j < factors.Length; j++)
                {
                    into[k] += factors[j] * weights[row + j];
                }
            }

            if (linear.Bias is { } bias)
            {
                AddTo(gradient.Slice(graph.Weights[bias].Offset, factors.Length), factors, 1);
            }
        }
    }

    private int RowAt(Operation.Embed embed)
    {
        WeightShape table = graph.Weights[embed.Table];
        return table.Offset + (Math.Min(_inputs[embed.Column], table.Rows - 1) * table.Columns);
    }

    private static void AddTo(Span<double> sums, double[] terms, double factor)
    {
        for (int j = 0; j < terms.Length; j++)
        {
            sums[j] += factor * terms[j];
        }
    }

    private static void Copy(ReadOnlySpan<float> from, double[] to)
    {
        for (int j = 0; j < to.Length; j++)
        {
            to[j] = from[j];
        }
    }
}
