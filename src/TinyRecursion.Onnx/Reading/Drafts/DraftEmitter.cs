using System.Globalization;
using TinyRecursion.Onnx.Reading.Values;
using TinyRecursion.Rules;

namespace TinyRecursion.Onnx.Reading.Drafts;

/// <summary>
/// Makes the rule's graph of a draft. The state's first entries are the inputs; the next state's first entries are the outputs, which the readout repeats.
/// What no output needs is left out, and numbers that are added to a linear map become its bias.
/// </summary>
internal sealed class DraftEmitter
{
    private readonly Draft _draft;
    private readonly RuleGraphBuilder _builder;
    private readonly List<float[]> _parameters = [];
    private readonly int[] _readers;
    private readonly int[] _made;
    private readonly bool[] _fused;
    private readonly int _stateWidth;
    private int? _one;
    private int? _narrow;
    private int _maps;

    private DraftEmitter(Draft draft, int stateWidth)
    {
        (_draft, _stateWidth) = (draft, stateWidth);
        _builder = new RuleGraphBuilder(stateWidth, featureColumns: 0);
        _readers = new int[draft.Nodes.Count];
        _made = new int[draft.Nodes.Count];
        _fused = new bool[draft.Nodes.Count];
    }

    /// <summary>Makes the graph.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="outputs">All outputs, one after the other.</param>
    /// <returns>The graph and its parameters.</returns>
    /// <exception cref="OnnxProblem">It is wider or larger than a rule may be.</exception>
    public static (RuleGraph Graph, float[] Parameters) Emit(Draft draft, Element[] outputs)
    {
        int width = Math.Max(draft.Width(Draft.Source), outputs.Length);
        draft.Budget.Take((long)width * (width + outputs.Length));
        int last = draft.Materialise(Value.Of([width], [.. outputs, .. Enumerable.Repeat(Element.Of(0), width - outputs.Length)]));
        try
        {
            return new DraftEmitter(draft, width).Emit(last, outputs.Length);
        }
        catch (ArgumentException error)
        {
            // The builder's limits: widths and the number of parameters.
            throw new OnnxProblem(error.Message.TrimEnd('.'));
        }
    }

    private (RuleGraph Graph, float[] Parameters) Emit(int last, int outputs)
    {
        CountReaders(last);
        for (int node = 0; node <= last; node++)
        {
            if (_readers[node] > 0 && !_fused[node])
            {
                _made[node] = Make(node);
            }
        }

        // A step may not leave the state itself.
        int next = last == Draft.Source ? Linear(_builder.State(), _stateWidth, Selection(_stateWidth, _stateWidth), bias: null) : _made[last];
        int readout = Linear(next, outputs, Selection(_stateWidth, outputs), bias: null);
        RuleGraph graph = _builder.Build(next, readout);
        var parameters = new float[graph.ParameterCount];
        for (int i = 0; i < _parameters.Count; i++)
        {
            _parameters[i].CopyTo(parameters, graph.Weights[i].Offset);
        }

        if (Array.Exists(parameters, parameter => !float.IsFinite(parameter)))
        {
            throw new OnnxProblem("expected finite numbers in what the outputs need");
        }

        return (graph, parameters);
    }

    private void CountReaders(int last)
    {
        _readers[last] = 1;
        for (int node = last; node >= 0; node--)
        {
            if (_readers[node] > 0)
            {
                foreach (int input in _draft.Nodes[node].Inputs)
                {
                    _readers[input]++;
                }
            }
        }

        for (int node = 0; node <= last; node++)
        {
            if (_readers[node] > 0 && _draft.Nodes[node] is DraftNode.Offset offset)
            {
                _fused[offset.Input] = _readers[offset.Input] == 1 && _draft.Nodes[offset.Input] is DraftNode.Linear linear && Bias(linear, offset) is not null;
            }
        }
    }

    private int Make(int node) => _draft.Nodes[node] switch
    {
        DraftNode.Source => _builder.State(),
        DraftNode.Constant constant => Constant(constant.Numbers),
        DraftNode.Linear linear => Map(linear, linear.Bias),
        DraftNode.Offset offset when _fused[offset.Input] => Map((DraftNode.Linear)_draft.Nodes[offset.Input], Bias((DraftNode.Linear)_draft.Nodes[offset.Input], offset)),
        DraftNode.Offset offset => _builder.Add(Narrow(offset.Input), Constant(offset.Numbers)),
        DraftNode.Relu relu => _builder.Relu(Narrow(relu.Input)),
        DraftNode.Silu silu => _builder.Silu(Narrow(silu.Input)),
        DraftNode.RmsNorm norm => _builder.RmsNorm(Narrow(norm.Input), norm.Epsilon),
        DraftNode.Scale scale => _builder.Scale(Narrow(scale.Input), scale.Factor),
        DraftNode.Sum sum => _builder.Add([.. sum.Terms.Select(Narrow)]),
        DraftNode.Product product => _builder.Multiply(Narrow(product.Left), Narrow(product.Right)),
        var other => throw new InvalidOperationException($"A draft has no meaning for {other.GetType().Name}."),
    };

    // The bias of a map with numbers added to it; null where that would round.
    private static float[]? Bias(DraftNode.Linear linear, DraftNode.Offset offset)
    {
        if (linear.Bias is null)
        {
            return offset.Numbers;
        }

        var bias = new float[linear.Width];
        for (int i = 0; i < bias.Length; i++)
        {
            if (!Exact.Sum(linear.Bias[i], offset.Numbers[i], out bias[i]))
            {
                return null;
            }
        }

        return bias;
    }

    // The inputs alone, where the state is wider.
    private int Narrow(int node)
    {
        int width = _draft.Width(node);
        return node != Draft.Source || width == _stateWidth
            ? _made[node]
            : _narrow ??= Linear(_builder.State(), width, Selection(_stateWidth, width), bias: null);
    }

    private int Map(DraftNode.Linear linear, float[]? bias)
    {
        float[] matrix = linear.Matrix;
        if (linear.Input == Draft.Source && _draft.Width(Draft.Source) < _stateWidth)
        {
            Array.Resize(ref matrix, _stateWidth * linear.Width);
        }

        return Linear(_made[linear.Input], linear.Width, matrix, bias);
    }

    // There is no operation without an input: numbers are a map of a one, which is a map of the state to nothing, and one.
    private int Constant(float[] numbers)
    {
        _one ??= Linear(_builder.State(), 1, new float[_stateWidth], [1]);
        return Linear(_one.Value, numbers.Length, numbers, bias: null);
    }

    private int Linear(int input, int width, float[] matrix, float[]? bias)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"linear{_maps++}");
        int node = _builder.Linear(input, width, name, bias is not null);
        _parameters.Add(matrix);
        if (bias is not null)
        {
            _parameters.Add(bias);
        }

        return node;
    }

    // Ones where row and column are the same.
    private static float[] Selection(int rows, int columns)
    {
        var matrix = new float[(long)rows * columns];
        for (int i = 0; i < Math.Min(rows, columns); i++)
        {
            matrix[((long)i * columns) + i] = 1;
        }

        return matrix;
    }
}
