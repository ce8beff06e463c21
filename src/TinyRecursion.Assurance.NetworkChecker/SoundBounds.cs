using System.Numerics;

namespace TinyRecursion.Assurance.NetworkChecker;

/// <summary>
/// Bounds of a network on a box of inputs, with the rounding of their own arithmetic taken off. For every entry of every node a linear function of the
/// inputs lies below it and one above it on the whole box; what feeds a rectifier that may be on or off is also substituted back to the inputs
/// (CROWN, Zhang et al. 2018, arXiv 1811.00866).
/// </summary>
/// <remarks>
/// Inputs are <c>centre + radius · ε</c> with ε in [-1, 1]; a function is a coefficient for each ε and a constant. A sum of n products in doubles, in any
/// order, is off by at most n·2⁻⁵³ / (1 - n·2⁻⁵³) of the sum of their absolute values (Higham 2002, section 3.1). <c>_slack</c> is more than twice that for all
/// the sums here together, so it also covers that the absolute values are summed in doubles; every bound gives away <c>_slack</c> times them. What is not a
/// number makes every comparison false, and nothing is accepted.
/// </remarks>
internal sealed class SoundBounds
{
    // Times the slack it is more than products lose that are too small for doubles.
    private const double Tiny = 1e-290;

    // A rectifier is taken from below as x where its range is this much more above zero than below. Any choice is sound.
    private const double Nearer = 1.001;

    private readonly CheckedNode[] _nodes;
    private readonly int _inputs;
    private readonly double _slack;
    private readonly double[][][] _below;
    private readonly double[][][] _above;
    private readonly double[][] _lower;
    private readonly double[][] _upper;
    private readonly double[][] _size;
    private readonly double[][] _terms;
    private readonly int[] _depth;
    private readonly bool[] _rectified;
    private readonly double[][] _row;
    private readonly bool[] _reached;
    private readonly double[] _centre;
    private readonly double[] _radius;

    /// <summary>Makes room for the bounds of a network.</summary>
    public SoundBounds(CheckedNode[] nodes)
    {
        (_nodes, _inputs) = (nodes, nodes[0].Width);
        _slack = (nodes.Sum(node => (double)node.Width * (1 + node.Maps.Count)) + 64) * Math.ScaleB(1, -51);
        (_below, _above) = (Forms(), Forms());
        (_lower, _upper, _size, _terms, _row) = (Rows(), Rows(), Rows(), Rows(), Rows());
        (_depth, _rectified, _reached) = (new int[nodes.Length], new bool[nodes.Length], new bool[nodes.Length]);
        (_centre, _radius) = (new double[_inputs], new double[_inputs]);
        foreach (CheckedNode node in nodes)
        {
            if (node.Relu >= 0)
            {
                _rectified[node.Relu] = true;
            }
        }

        double[][][] Forms() => [.. nodes.Select(node => Enumerable.Range(0, node.Width).Select(_ => new double[_inputs + 1]).ToArray())];
        double[][] Rows() => [.. nodes.Select(node => new double[node.Width])];
    }

    /// <summary>Works out the bounds of all nodes for a box.</summary>
    public void Run(double[] lower, double[] upper)
    {
        for (int i = 0; i < _inputs; i++)
        {
            _centre[i] = lower[i] + ((upper[i] - lower[i]) / 2);
            double radius = Math.Max(upper[i] - _centre[i], _centre[i] - lower[i]);
            _radius[i] = radius == 0 ? 0 : Math.BitIncrement(radius * (1 + Math.ScaleB(1, -50)));
            foreach (double[] form in new[] { _below[0][i], _above[0][i] })
            {
                Array.Clear(form);
                (form[i], form[_inputs]) = (_radius[i], _centre[i]);
            }

            SetRange(0, i);
            _terms[0][i] = _size[0][i];
        }

        for (int node = 1; node < _nodes.Length; node++)
        {
            if (_nodes[node].Relu >= 0)
            {
                Rectify(node, _nodes[node].Relu);
            }
            else
            {
                Map(node);
            }
        }
    }

    /// <summary>A function below <c>coefficients · (inputs, outputs) - bound</c> on the box.</summary>
    public double[] Below(double[] coefficients, double bound)
    {
        Array.Clear(_reached);
        double[] outputs = Reach(_nodes.Length - 1), inputs = Reach(0);
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] += coefficients[_inputs + i];
        }

        for (int i = 0; i < _inputs; i++)
        {
            inputs[i] += coefficients[i];
        }

        // Coefficients and bound are themselves rounded.
        return Substitute(-bound, Math.Abs(bound) + Weigh(_nodes.Length - 1, _size) + Weigh(0, _size));
    }

    /// <summary>The least value of a function where one input's ε lies in a part of [-1, 1] and the others anywhere.</summary>
    /// <param name="form">The function.</param>
    /// <param name="input">The input; negative for none.</param>
    /// <param name="from">Where the part begins.</param>
    /// <param name="to">Where it ends.</param>
    public double Least(ReadOnlySpan<double> form, int input = -1, double from = -1, double to = 1)
    {
        (double least, double size) = (form[_inputs], Math.Abs(form[_inputs]));
        for (int i = 0; i < _inputs; i++)
        {
            least -= i == input ? Math.Max(-form[i] * from, -form[i] * to) : Math.Abs(form[i]);
            size += Math.Abs(form[i]);
        }

        return least - (_slack * size);
    }

    /// <summary>The ε of an input's value, moved by more than its rounding.</summary>
    public double Position(int input, double value, double away) => ((value - _centre[input]) / _radius[input]) + (away * 1e-9);

    private void Map(int node)
    {
        CheckedNode own = _nodes[node];
        _depth[node] = own.Maps.Count == 0 ? 0 : own.Maps.Max(map => _depth[map.Source]);
        for (int i = 0; i < own.Width; i++)
        {
            (double[] below, double[] above) = (_below[node][i], _above[node][i]);
            Array.Clear(below);
            Array.Clear(above);
            below[_inputs] = above[_inputs] = own.Bias[i];
            double terms = Math.Abs(own.Bias[i]) + Tiny;
            foreach (CheckedMap map in own.Maps)
            {
                (int[] columns, double[] weights) = (map.Columns[i], map.Weights[i]);
                for (int k = 0; k < columns.Length; k++)
                {
                    (int j, double w) = (columns[k], weights[k]);
                    (double[] one, double[] other) = w > 0 ? (_below[map.Source][j], _above[map.Source][j]) : (_above[map.Source][j], _below[map.Source][j]);
                    if (_size[map.Source][j] != 0 && w != 0)
                    {
                        AddTo(below, w, one);
                        AddTo(above, w, other);
                        terms += Math.Abs(w) * _size[map.Source][j];
                    }
                }
            }

            below[_inputs] -= _slack * terms;
            above[_inputs] += _slack * terms;
            _terms[node][i] = terms;
            SetRange(node, i);
            // With one rectifier on the way, both give the same.
            if (_rectified[node] && _depth[node] > 1 && _lower[node][i] < 0 && _upper[node][i] > 0)
            {
                Tighten(node, i);
            }
        }
    }

    private void Tighten(int node, int i)
    {
        double[] below = From(node, i, 1), above = From(node, i, -1);
        (double low, double high) = (Least(below), -Least(above));
        if (low > _lower[node][i])
        {
            below.CopyTo(_below[node][i], 0);
        }

        if (high < _upper[node][i])
        {
            for (int d = 0; d <= _inputs; d++)
            {
                _above[node][i][d] = -above[d];
            }
        }

        SetRange(node, i);
    }

    private double[] From(int node, int i, int sign)
    {
        Array.Clear(_reached);
        foreach (CheckedMap map in _nodes[node].Maps)
        {
            double[] row = Reach(map.Source);
            for (int k = 0; k < map.Columns[i].Length; k++)
            {
                row[map.Columns[i][k]] += sign * map.Weights[i][k];
            }
        }

        return Substitute(sign * _nodes[node].Bias[i], _terms[node][i]);
    }

    private void Rectify(int node, int source)
    {
        bool opens = false;
        for (int i = 0; i < _nodes[node].Width; i++)
        {
            (double low, double high, double size) = (_lower[source][i], _upper[source][i], _size[source][i]);
            (double[] below, double[] above) = (_below[node][i], _above[node][i]);
            _terms[node][i] = size + Math.Abs(low) + Tiny;
            if (high <= 0)
            {
                Array.Clear(below);
                Array.Clear(above);
            }
            else
            {
                _below[source][i].CopyTo(below, 0);
                _above[source][i].CopyTo(above, 0);
                if (!(low >= 0))
                {
                    opens = true;
                    if (!(high > -low * Nearer))
                    {
                        Array.Clear(below);
                    }

                    // Any line through (low, 0) of at least the chord's slope lies above.
                    double slope = Chord(low, high);
                    above[_inputs] -= low;
                    for (int d = 0; d <= _inputs; d++)
                    {
                        above[d] *= slope;
                    }

                    above[_inputs] += _slack * slope * _terms[node][i];
                }
            }

            SetRange(node, i);
        }

        _depth[node] = _depth[source] + (opens ? 1 : 0);
    }

    private void SetRange(int node, int i)
    {
        (double below, double above) = (Least(_below[node][i]), Sizes(_above[node][i]));
        (_lower[node][i], _upper[node][i]) = (below, (_above[node][i][_inputs] * 2) - Least(_above[node][i]) + (4 * _slack * above));
        _size[node][i] = Math.Max(Sizes(_below[node][i]), above);
    }

    private static double Sizes(double[] form)
    {
        double sum = 0;
        foreach (double entry in form)
        {
            sum += Math.Abs(entry);
        }

        return sum;
    }

    private double[] Substitute(double constant, double terms)
    {
        for (int node = _nodes.Length - 1; node > 0; node--)
        {
            if (!_reached[node])
            {
                continue;
            }

            double[] row = _row[node];
            terms += Weigh(node, _terms);
            if (_nodes[node].Relu is >= 0 and var source)
            {
                double[] target = Reach(source);
                for (int i = 0; i < row.Length; i++)
                {
                    (double a, double low, double high) = (row[i], _lower[source][i], _upper[source][i]);
                    if (a == 0 || high <= 0)
                    {
                        continue;
                    }

                    double slope = low >= 0 ? 1 : a < 0 ? Chord(low, high) : high > -low * Nearer ? 1 : 0;
                    target[i] += a * slope;
                    constant += a < 0 && !(low >= 0) ? -a * slope * low : 0;
                }

                continue;
            }

            for (int i = 0; i < row.Length; i++)
            {
                if (row[i] is not 0 and var a)
                {
                    constant += a * _nodes[node].Bias[i];
                    foreach (CheckedMap map in _nodes[node].Maps)
                    {
                        AddRow(Reach(map.Source), a, map, i);
                    }
                }
            }
        }

        double[] onInputs = Reach(0);
        terms += Weigh(0, _size);
        var form = new double[_inputs + 1];
        for (int i = 0; i < _inputs; i++)
        {
            form[i] = onInputs[i] * _radius[i];
            constant += onInputs[i] * _centre[i];
        }

        form[_inputs] = constant - (_slack * (terms + Math.Abs(constant)));
        return form;
    }

    // Of at least the slope from (low, 0) to (high, high).
    private static double Chord(double low, double high) => high / (high - low) * (1 + Math.ScaleB(1, -50));

    private double Weigh(int node, double[][] sizes)
    {
        double sum = 0;
        for (int i = 0; i < _row[node].Length; i++)
        {
            sum += (Math.Abs(_row[node][i]) + Tiny) * sizes[node][i];
        }

        return sum;
    }

    private double[] Reach(int node)
    {
        if (!_reached[node])
        {
            _reached[node] = true;
            Array.Clear(_row[node]);
        }

        return _row[node];
    }

    private static void AddRow(double[] target, double a, CheckedMap map, int row)
    {
        (int[] columns, double[] weights) = (map.Columns[row], map.Weights[row]);
        if (map.IsDense)
        {
            AddTo(target, a, weights);
            return;
        }

        for (int k = 0; k < columns.Length; k++)
        {
            target[columns[k]] += a * weights[k];
        }
    }

    private static void AddTo(double[] target, double factor, double[] row)
    {
        int at = 0;
        for (; at <= target.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            (new Vector<double>(target, at) + (new Vector<double>(row, at) * factor)).CopyTo(target, at);
        }

        for (; at < target.Length; at++)
        {
            target[at] += factor * row[at];
        }
    }
}
