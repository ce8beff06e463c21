using TinyRecursion.Assurance.Verification.Networks;

namespace TinyRecursion.Assurance.Verification.Search;

/// <summary>
/// Bounds on a box of inputs: for every entry of every node a linear function of the inputs below it and one above it, carried forward; entries
/// whose rectifier may be on or off are substituted back to the inputs (CROWN, Zhang et al. 2018, arXiv 1811.00866, with the triangle above and
/// the nearer of 0 and x below). Inputs are taken as <c>centre + radius · ε</c> with ε in [-1, 1], so a function is its coefficients on ε and a constant.
/// Not sound against rounding: a search works with it, and what it finds is proved anew by the checker. Not safe to share between threads.
/// </summary>
internal sealed class BoxBounds
{
    // Rows that are substituted back together.
    private const int RowsTogether = 64;

    // A rectifier is taken from below as x where its range is this much more above zero than below: not 1, for ranges are often the same on both
    // sides, and there rounding would decide otherwise here than in the checker.
    private const double Nearer = 1.001;

    private readonly PiecewiseLinearNetwork _network;
    private readonly IReadOnlyList<UnsafeRow> _rows;
    private readonly double[][] _forms;
    private readonly double[][] _lower;
    private readonly double[][] _upper;
    private readonly double[][] _coefficients;
    private readonly double[] _constants;
    private readonly bool[] _reached;
    private readonly int[] _rank;
    private readonly int[][] _live;
    private readonly int[] _liveCount;
    private readonly int[] _unstable;
    private readonly double[] _scratch;
    private readonly double[] _centre;
    private readonly double[] _radius;

    /// <summary>Makes room for the bounds of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">The constraints whose functions are wanted.</param>
    public BoxBounds(PiecewiseLinearNetwork network, IReadOnlyList<UnsafeRow> rows)
    {
        (_network, _rows) = (network, rows);
        Stride = RowVectors.Padded(network.Inputs + 1);
        int together = Math.Max(RowsTogether, (rows.Count + RowVectors.RowBlock - 1) / RowVectors.RowBlock * RowVectors.RowBlock);
        _forms = [.. network.Nodes.Select(node => new double[node.Width * 2 * Stride])];
        _lower = [.. network.Nodes.Select(node => new double[node.Width])];
        _upper = [.. network.Nodes.Select(node => new double[node.Width])];
        _coefficients = [.. network.Nodes.Select(node => new double[together * RowVectors.Padded(node.Width)])];
        _constants = new double[together];
        _reached = new bool[network.Nodes.Count];
        _rank = new int[network.Nodes.Count];
        _live = [.. network.Nodes.Select(node => new int[node.Width])];
        _liveCount = new int[network.Nodes.Count];
        int widest = network.Nodes.Max(node => node.Width);
        _unstable = new int[widest];
        _scratch = new double[widest * 5];
        (_centre, _radius) = (new double[network.Inputs], new double[network.Inputs]);
        RowForms = new double[together * Stride];
        Minima = new double[rows.Count];
    }

    /// <summary>Entries of a function: a coefficient an input, the constant, padding.</summary>
    public int Stride { get; }

    /// <summary>A function below each constraint's left side.</summary>
    public double[] RowForms { get; }

    /// <summary>The least value on the box of each of them.</summary>
    public double[] Minima { get; }

    /// <summary>The middle of the box.</summary>
    public ReadOnlySpan<double> Centre => _centre;

    /// <summary>Half the width of the box.</summary>
    public ReadOnlySpan<double> Radius => _radius;

    /// <summary>Works everything out for a box.</summary>
    public void Run(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        int inputs = _network.Inputs;
        Array.Clear(_forms[0]);
        for (int i = 0; i < inputs; i++)
        {
            _centre[i] = lower[i] + ((upper[i] - lower[i]) / 2);
            _radius[i] = (upper[i] - lower[i]) / 2;
            int at = i * 2 * Stride;
            (_forms[0][at + i], _forms[0][at + Stride + i]) = (_radius[i], _radius[i]);
            (_forms[0][at + inputs], _forms[0][at + Stride + inputs]) = (_centre[i], _centre[i]);
            (_lower[0][i], _upper[0][i], _live[0][i]) = (lower[i], upper[i], i);
        }

        _liveCount[0] = inputs;
        for (int node = 1; node < _network.Nodes.Count; node++)
        {
            if (_network.Nodes[node] is NetworkNode.Affine affine)
            {
                Forward(node, affine);
            }
            else if (_network.Nodes[node] is NetworkNode.Relu relu)
            {
                Rectify(node, relu.Source);
            }
        }

        RunRows();
    }

    /// <summary>How much each input contributes to what a combination of the constraints' functions loses at rectifiers.</summary>
    /// <param name="shares">The weight of each constraint.</param>
    /// <param name="scores">A score an input, added to.</param>
    public void AddGaps(ReadOnlySpan<double> shares, Span<double> scores)
    {
        int inputs = _network.Inputs;
        for (int node = 1; node < _network.Nodes.Count; node++)
        {
            if (_network.Nodes[node] is not NetworkNode.Relu relu || !_reached[node])
            {
                continue;
            }

            int stride = RowVectors.Padded(relu.Width);
            for (int i = 0; i < relu.Width; i++)
            {
                (double low, double high) = (_lower[relu.Source][i], _upper[relu.Source][i]);
                if (low >= 0 || high <= 0)
                {
                    continue;
                }

                double coefficient = 0;
                for (int row = 0; row < shares.Length; row++)
                {
                    coefficient += shares[row] * _coefficients[node][(row * stride) + i];
                }

                double gap = coefficient < 0 ? -coefficient * high * -low / (high - low) : coefficient * Math.Min(high, -low);
                if (gap == 0)
                {
                    continue;
                }

                ReadOnlySpan<double> form = _forms[relu.Source].AsSpan(i * 2 * Stride, 2 * Stride);
                double sum = 0;
                for (int d = 0; d < inputs; d++)
                {
                    sum += Math.Abs(form[d] + form[Stride + d]);
                }

                double factor = sum > 0 ? gap / sum : 0;
                for (int d = 0; d < inputs; d++)
                {
                    scores[d] += factor * Math.Abs(form[d] + form[Stride + d]);
                }
            }
        }
    }

    private void Forward(int node, NetworkNode.Affine affine)
    {
        double[] forms = _forms[node];
        Array.Clear(forms);
        int inputs = _network.Inputs;
        for (int row = 0; row < affine.Width; row++)
        {
            int at = row * 2 * Stride;
            (forms[at + inputs], forms[at + Stride + inputs]) = (affine.Bias[row], affine.Bias[row]);
            foreach ((int source, WeightMatrix weights) in affine.Sources)
            {
                ReadOnlySpan<int> columns = weights.Row(row, out ReadOnlySpan<float> values);
                RowVectors.AddPairs(_forms[source], columns, values, forms, at, Stride);
            }
        }

        int rank = 0;
        foreach ((int source, _) in affine.Sources)
        {
            rank = Math.Max(rank, _rank[source]);
        }

        _rank[node] = rank;
        int unstable = 0;
        for (int i = 0; i < affine.Width; i++)
        {
            SetRange(node, i);
            if (_lower[node][i] < 0 && _upper[node][i] > 0)
            {
                _unstable[unstable++] = i;
            }
        }

        // What a second rectifier reads is carried forward as well as it is substituted back.
        if (_network.ReluOf[node] > 0 && rank > 1)
        {
            for (int start = 0; start < unstable; start += RowsTogether / 2)
            {
                Tighten(node, affine, _unstable.AsSpan(start, Math.Min(RowsTogether / 2, unstable - start)));
            }
        }

        int live = 0;
        for (int i = 0; i < affine.Width; i++)
        {
            if (!_network.FeedsOnlyRelu[node] || _upper[node][i] > 0)
            {
                _live[node][live++] = i;
            }
        }

        _liveCount[node] = live;
    }

    private void SetRange(int node, int i)
    {
        int inputs = _network.Inputs, at = i * 2 * Stride;
        double[] forms = _forms[node];
        _lower[node][i] = forms[at + inputs] - RowVectors.AbsoluteSum(forms.AsSpan(at, inputs));
        _upper[node][i] = forms[at + Stride + inputs] + RowVectors.AbsoluteSum(forms.AsSpan(at + Stride, inputs));
    }

    private void Rectify(int node, int source)
    {
        double[] from = _forms[source], to = _forms[node];
        int inputs = _network.Inputs, width = _network.Nodes[node].Width;
        bool opens = false;
        int live = 0;
        for (int i = 0; i < width; i++)
        {
            Span<double> target = to.AsSpan(i * 2 * Stride, 2 * Stride);
            (double low, double high) = (_lower[source][i], _upper[source][i]);
            if (high <= 0)
            {
                target.Clear();
                continue;
            }

            _live[node][live++] = i;
            from.AsSpan(i * 2 * Stride, 2 * Stride).CopyTo(target);
            if (low >= 0)
            {
                continue;
            }

            opens = true;
            if (high <= -low * Nearer)
            {
                target[..Stride].Clear();
            }

            double slope = high / (high - low);
            target[Stride + inputs] -= low;
            for (int d = 0; d <= inputs; d++)
            {
                target[Stride + d] *= slope;
            }
        }

        _liveCount[node] = live;
        _rank[node] = _rank[source] + (opens ? 1 : 0);
    }

    private void Tighten(int node, NetworkNode.Affine affine, ReadOnlySpan<int> entries)
    {
        int rows = Padded(2 * entries.Length);
        Array.Clear(_reached);
        Array.Clear(_constants, 0, rows);
        foreach ((int source, WeightMatrix weights) in affine.Sources)
        {
            double[] target = Reach(source, rows);
            int stride = RowVectors.Padded(_network.Nodes[source].Width);
            for (int k = 0; k < entries.Length; k++)
            {
                ReadOnlySpan<int> columns = weights.Row(entries[k], out ReadOnlySpan<float> values);
                for (int j = 0; j < columns.Length; j++)
                {
                    target[(2 * k * stride) + columns[j]] += values[j];
                    target[(((2 * k) + 1) * stride) + columns[j]] -= values[j];
                }
            }
        }

        for (int k = 0; k < entries.Length; k++)
        {
            (_constants[2 * k], _constants[(2 * k) + 1]) = (affine.Bias[entries[k]], -affine.Bias[entries[k]]);
        }

        Substitute(node - 1, rows);
        int inputs = _network.Inputs;
        for (int k = 0; k < entries.Length; k++)
        {
            int i = entries[k];
            Span<double> pair = _forms[node].AsSpan(i * 2 * Stride, 2 * Stride);
            ReadOnlySpan<double> low = RowForms.AsSpan(2 * k * Stride, Stride), high = RowForms.AsSpan(((2 * k) + 1) * Stride, Stride);
            double below = low[inputs] - RowVectors.AbsoluteSum(low[..inputs]), above = -high[inputs] + RowVectors.AbsoluteSum(high[..inputs]);
            if (below > _lower[node][i])
            {
                low.CopyTo(pair);
                _lower[node][i] = below;
            }

            if (above < _upper[node][i])
            {
                for (int d = 0; d <= inputs; d++)
                {
                    pair[Stride + d] = -high[d];
                }

                _upper[node][i] = above;
            }
        }
    }

    private void RunRows()
    {
        int rows = Padded(_rows.Count), last = _network.Nodes.Count - 1;
        Array.Clear(_reached);
        Array.Clear(_constants, 0, rows);
        double[] outputs = Reach(last, rows), inputs = Reach(0, rows);
        for (int row = 0; row < _rows.Count; row++)
        {
            _rows[row].Outputs.CopyTo(outputs, row * RowVectors.Padded(_network.Outputs));
            double[] own = _rows[row].Inputs;
            for (int d = 0; d < own.Length; d++)
            {
                inputs[(row * RowVectors.Padded(own.Length)) + d] += own[d];
            }

            _constants[row] = _rows[row].Constant;
        }

        Substitute(last, rows);
        for (int row = 0; row < _rows.Count; row++)
        {
            ReadOnlySpan<double> form = RowForms.AsSpan(row * Stride, Stride);
            Minima[row] = form[_network.Inputs] - RowVectors.AbsoluteSum(form[.._network.Inputs]);
        }
    }

    // Substitutes lower bounds of rows back, from a node to the inputs, into RowForms.
    private void Substitute(int from, int rows)
    {
        for (int node = from; node > 0; node--)
        {
            if (!_reached[node])
            {
                continue;
            }

            double[] own = _coefficients[node];
            int stride = RowVectors.Padded(_network.Nodes[node].Width);
            if (_network.Nodes[node] is NetworkNode.Relu relu)
            {
                SubstituteRelu(own, stride, relu, rows);
            }
            else if (_network.Nodes[node] is NetworkNode.Affine affine)
            {
                SubstituteAffine(own, stride, node, affine, rows);
            }
        }

        int inputs = _network.Inputs, last = RowVectors.Padded(inputs);
        double[] onInputs = Reach(0, rows);
        for (int row = 0; row < rows; row++)
        {
            double constant = _constants[row];
            for (int d = 0; d < inputs; d++)
            {
                double a = onInputs[(row * last) + d];
                constant += a * _centre[d];
                RowForms[(row * Stride) + d] = a * _radius[d];
            }

            RowForms[(row * Stride) + inputs] = constant;
        }
    }

    private void SubstituteRelu(double[] own, int stride, NetworkNode.Relu relu, int rows)
    {
        double[] target = Reach(relu.Source, rows);
        (double[] lower, double[] upper) = (_lower[relu.Source], _upper[relu.Source]);
        ReadOnlySpan<int> live = _live[relu.Source].AsSpan(0, _liveCount[relu.Source]);
        foreach (int i in live)
        {
            (double low, double high) = (lower[i], upper[i]);
            if (high <= 0)
            {
                continue;
            }

            (double below, double above, double intercept) = low >= 0 ? (1, 1, 0) : (high > -low * Nearer ? 1 : 0, high / (high - low), -low * high / (high - low));
            for (int row = 0; row < rows; row++)
            {
                double a = own[(row * stride) + i];
                target[(row * stride) + i] += a * (a > 0 ? below : above);
                _constants[row] += Math.Min(a, 0) * intercept;
            }
        }
    }

    private void SubstituteAffine(double[] own, int stride, int node, NetworkNode.Affine affine, int rows)
    {
        ReadOnlySpan<int> live = _live[node].AsSpan(0, _liveCount[node]);
        foreach (int i in live)
        {
            for (int row = 0; row < rows; row++)
            {
                _constants[row] += own[(row * stride) + i] * affine.Bias[i];
            }
        }

        foreach ((int source, WeightMatrix weights) in affine.Sources)
        {
            double[] target = Reach(source, rows);
            if (weights.Dense is { } dense)
            {
                RowVectors.AddProduct(own, stride, rows, live, dense, target, weights.Stride, _scratch);
                continue;
            }

            foreach (int i in live)
            {
                ReadOnlySpan<int> columns = weights.Row(i, out ReadOnlySpan<float> values);
                for (int row = 0; row < rows; row++)
                {
                    if (own[(row * stride) + i] is not 0 and var a)
                    {
                        Span<double> line = target.AsSpan(row * weights.Stride, weights.Stride);
                        for (int j = 0; j < columns.Length; j++)
                        {
                            line[columns[j]] += a * values[j];
                        }
                    }
                }
            }
        }
    }

    private double[] Reach(int node, int rows)
    {
        if (!_reached[node])
        {
            _reached[node] = true;
            Array.Clear(_coefficients[node], 0, rows * RowVectors.Padded(_network.Nodes[node].Width));
        }

        return _coefficients[node];
    }

    private static int Padded(int rows) => (rows + RowVectors.RowBlock - 1) / RowVectors.RowBlock * RowVectors.RowBlock;
}
