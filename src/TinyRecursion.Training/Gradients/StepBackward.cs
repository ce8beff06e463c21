using System.Diagnostics;
using System.Runtime.InteropServices;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Gradients;

/// <summary>
/// Reverse mode through single steps of a rule that its session has kept. How the steps are chained is the business of
/// the recursion: <see cref="SegmentGradient"/> for the loop, <see cref="NestedGradient"/> for nested cycles.
/// </summary>
internal sealed unsafe class StepBackward : IDisposable
{
    private readonly RuleGraph _graph;
    private readonly ExecutionPlan _plan;
    private readonly Arena<float> _arena = new();
    private readonly long[] _offsets;
    private readonly bool[] _started;
    private readonly int _stateNode;
    private long _constantEnd;
    private long _scratch;

    /// <summary>Creates it with a session that keeps steps.</summary>
    /// <param name="weights">The rule's weights.</param>
    /// <param name="maximumSteps">The most steps that are kept.</param>
    /// <param name="ownInputs">Whether each step starts from a state of its own.</param>
    public StepBackward(FloatWeights weights, int maximumSteps, bool ownInputs)
    {
        Session = new FloatSession(weights, maximumSteps, forGradient: true, ownInputs);
        _graph = weights.Graph;
        _plan = Session.Plan;
        _offsets = new long[_graph.Nodes.Count];
        _started = new bool[_graph.Nodes.Count];
        _stateNode = _graph.StateNode;
    }

    /// <summary>The session that runs forward.</summary>
    public FloatSession Session { get; }

    /// <summary>
    /// The gradient of a state, cells × width with padding: before <see cref="Back"/> of the state that the step
    /// reached, afterwards of the one that it started from.
    /// </summary>
    public float* StateGradient => Gradient(_graph.NextState);

    /// <summary>Floats of a state's gradient.</summary>
    public long StateSize => Padding.Size(Session.Problem.Cells, _graph.StateWidth);

    /// <summary>Lays gradients out for the bound problem and clears that of the state.</summary>
    public void Begin()
    {
        long next = 0;
        _scratch = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < _offsets.Length; i++)
            {
                if (_plan.Owner[i] == i && _plan.Constant[i] == (pass == 0))
                {
                    _offsets[i] = next;
                    next += Padding.Size(Session.RowsOf(i), _graph.Nodes[i].Shape.Width);
                }
            }

            _constantEnd = pass == 0 ? next : _constantEnd;
        }

        for (int i = 0; i < _offsets.Length; i++)
        {
            if (_graph.Nodes[i].Operation is Operation.Attention attention)
            {
                _scratch = Math.Max(
                    _scratch, AttentionBackward.ScratchSize(Session.RowsOf(i), _graph.Nodes[i].Shape.Width / attention.Heads));
            }
        }

        _arena.Reserve(next + _scratch);
        _scratch = next;
        NativeMemory.Clear(_arena.Start, (nuint)_constantEnd * sizeof(float));
        ClearState();
        GC.KeepAlive(this);
    }

    /// <summary>Sets the state's gradient to zero.</summary>
    public void ClearState()
    {
        NativeMemory.Clear(StateGradient, (nuint)StateSize * sizeof(float));
        GC.KeepAlive(this);
    }

    /// <summary>Takes the gradient of a head's values back to the state after a step and to the head's weights.</summary>
    /// <param name="head">The node, <see cref="RuleGraph.Readout"/> or <see cref="RuleGraph.Halting"/>.</param>
    /// <param name="step">The step whose state it was read from.</param>
    /// <param name="gradient">Cells × the head's width; fewer cells are the first ones.</param>
    /// <param name="share">A factor of the gradient.</param>
    /// <param name="buffer">Receives the gradient of the weights.</param>
    public void Head(int head, int step, ReadOnlySpan<float> gradient, float share, GradientBuffer buffer)
    {
        var linear = (Operation.Linear)_graph.Nodes[head].Operation;
        int classes = _graph.Nodes[head].Shape.Width, cells = gradient.Length / classes;
        int stride = Padding.Stride(_graph.StateWidth), weightStride = Padding.Stride(classes);
        float* dz = StateGradient, z = Session.StateAt(step);
        float* dw = buffer.Rows(linear.Weight);
        for (int cell = 0; cell < cells; cell++, dz += stride, z += stride)
        {
            for (int j = 0; j < classes; j++)
            {
                float g = share * gradient[(cell * classes) + j];
                if (g == 0f)
                {
                    continue;
                }

                float* column = Session.Weights.HeadTransposed(linear.Weight) + ((long)j * stride);
                for (int k = 0; k < _graph.StateWidth; k++)
                {
                    dz[k] += g * column[k];
                    dw[((long)k * weightStride) + j] += g * z[k];
                }

                if (linear.Bias is { } bias)
                {
                    buffer.Rows(bias)[j] += g;
                }
            }
        }

        GC.KeepAlive(this);
        GC.KeepAlive(buffer);
    }

    /// <summary>Walks one step back, see <see cref="StateGradient"/>.</summary>
    public void Back(int step, GradientBuffer buffer)
    {
        Array.Clear(_started);
        _started[_plan.Owner[_graph.NextState]] = true;
        Walk(step, constants: false, buffer);
        if (_stateNode >= 0 && _started[_stateNode])
        {
            RowKernels.Copy(StateGradient, Gradient(_stateNode), StateSize);
        }
        else
        {
            ClearState();
        }

        GC.KeepAlive(this);
        GC.KeepAlive(buffer);
    }

    /// <summary>Adds the state's gradient to that of the encoding, which was a term of the state.</summary>
    public void AddToEncoding()
    {
        if (_graph.Encoding is { } encoding)
        {
            RowKernels.AddInto(Gradient(encoding), StateGradient, StateSize);
        }

        GC.KeepAlive(this);
    }

    /// <summary>Walks back what was computed once for the problem; call after the last step.</summary>
    public void BackConstants(GradientBuffer buffer)
    {
        Array.Fill(_started, true);
        Walk(step: 1, constants: true, buffer);
        GC.KeepAlive(this);
        GC.KeepAlive(buffer);
    }

    public void Dispose()
    {
        Session.Dispose();
        _arena.Dispose();
    }

    private float* Gradient(int node) => _arena.Start + _offsets[_plan.Owner[node]];

    private void Walk(int step, bool constants, GradientBuffer buffer)
    {
        for (int i = _graph.Nodes.Count - 1; i >= 0; i--)
        {
            if (!_graph.IsHead(i) && _plan.Constant[i] == constants && _started[_plan.Owner[i]])
            {
                Backpropagate(i, step, buffer);
            }
        }
    }

    /// <summary>Whether a gradient already holds terms, and marks it as holding one.</summary>
    private bool Start(int node)
    {
        int owner = _plan.Owner[node];
        bool started = _started[owner] || _plan.Constant[node];
        _started[owner] = true;
        return started;
    }

    private void Backpropagate(int index, int step, GradientBuffer buffer)
    {
        Node node = _graph.Nodes[index];
        float* dy = Gradient(index);
        int rows = Session.RowsOf(index);
        int width = node.Shape.Width, stride = Padding.Stride(width);
        long count = Padding.Size(rows, width);
        int input = node.Inputs.Count > 0 ? node.Inputs[0] : -1;
        switch (node.Operation)
        {
            case Operation.State:
                break;
            case Operation.Embed embed:
                BackwardKernels.Embed(
                    buffer.Rows(embed.Table), _graph.Weights[embed.Table].Rows, dy, stride, Session.Problem, embed.Column);
                break;
            case Operation.EmbedSlot slot:
                BackwardKernels.EmbedSlot(buffer, slot, _graph.Weights[slot.Table], dy, width, Session.Problem);
                break;
            case Operation.Linear linear:
                int inner = _graph.Weights[linear.Weight].Rows, innerStride = Padding.Stride(inner);
                MatrixProduct.Run(
                    buffer.Rows(linear.Weight), stride, Session.Value(input, step), 1, innerStride, dy, stride,
                    Padding.Rows(inner), stride, rows, accumulate: true);
                if (linear.Bias is { } bias)
                {
                    BackwardKernels.Bias(buffer.Rows(bias), dy, rows, stride);
                }

                MatrixProduct.Run(
                    Gradient(input), innerStride, dy, stride, 1, Session.Weights.MapTransposed(linear.Weight), MatrixProduct.Packed,
                    Padding.Rows(rows), innerStride, width, Start(input));
                break;
            case Operation.RmsNorm:
                BackwardKernels.RmsNorm(
                    Gradient(input), dy, Session.Value(index, step), Session.Scales(index, step), Padding.Rows(rows), width, Start(input));
                break;
            case Operation.Relu:
                // In place, the rectifier's and the linear map's gradients are one buffer, which is overwritten.
                bool shared = _plan.Owner[input] == index;
                BackwardKernels.Relu(Gradient(input), dy, Session.Value(index, step), count, !shared && Start(input));
                break;
            case Operation.Silu:
                BackwardKernels.Silu(Gradient(input), dy, Session.Value(input, step), count, Start(input));
                break;
            case Operation.Add:
                // By index: an enumerator of the list would be allocated at every step.
                for (int i = 0; i < node.Inputs.Count; i++)
                {
                    if (_plan.SumOf[node.Inputs[i]] != index)
                    {
                        AddTerm(node.Inputs[i], dy, count);
                    }
                }

                break;
            case Operation.Scale scale:
                RowKernels.Scale(Gradient(input), dy, scale.Factor, count, Start(input));
                break;
            case Operation.Rotary rotary:
                RotaryTable angles = RotaryTable.For(width / rotary.Heads / 2, rotary.Theta, rows);
                RotaryKernel.Run(Gradient(input), dy, angles, rows, width, back: true, Start(input));
                break;
            case Operation.Attention attention:
                int key = node.Inputs[1], heard = node.Inputs[2];
                Zero(input, count);
                Zero(key, count);
                Zero(heard, count);
                AttentionBackward.Run(
                    Gradient(input), Gradient(key), Gradient(heard), dy, Session.Value(input, step), Session.Value(key, step),
                    Session.Value(heard, step), rows, width, attention.Heads, _arena.Start + _scratch);
                break;
            case Operation.Transpose:
                Zero(input, Padding.Size(width, rows));
                BackwardKernels.Transpose(Gradient(input), Padding.Stride(rows), dy, stride, rows, width);
                break;
            case Operation.Multiply:
                int other = node.Inputs[1];
                RowKernels.Multiply(Gradient(input), dy, Session.Value(other, step), count, Start(input));
                RowKernels.Multiply(Gradient(other), dy, Session.Value(input, step), count, Start(other));
                break;
            case Operation.Snap snap:
                SnapBackward.Run(Gradient(input), dy, Session.Value(input, step), rows, width, snap.Width, Start(input));
                break;
            case Operation.Pool:
                Zero(input, Padding.Size(Session.Problem.Cells, width / 2));
                BackwardKernels.Pool(
                    Gradient(input), dy, Session.Value(input, step), Session.Value(index, step),
                    (GroupRelation)Session.RelationOf(index)!, width / 2);
                break;
            case Operation.Maximum:
                Zero(input, Padding.Size(Session.Problem.Cells, width));
                BackwardKernels.Maximum(
                    Gradient(input), dy, Session.Value(input, step), Session.Value(index, step),
                    (GroupRelation)Session.RelationOf(index)!, width);
                break;
            case Operation.Spread:
                BackwardKernels.Spread(Gradient(input), dy, (GroupRelation)Session.RelationOf(index)!, stride, Start(input));
                break;
            case Operation.Gather gather:
                Zero(input, Padding.Size(Session.Problem.Cells, width / gather.Degree));
                BackwardKernels.Gather(
                    Gradient(input), dy, (NeighbourRelation)Session.RelationOf(index)!, width / gather.Degree);
                break;
            default:
                throw new UnreachableException(node.Operation.Kind);
        }
    }

    private void AddTerm(int term, float* dy, long count)
    {
        if (Start(term))
        {
            RowKernels.AddInto(Gradient(term), dy, count);
        }
        else
        {
            RowKernels.Copy(Gradient(term), dy, count);
        }
    }

    private void Zero(int node, long count)
    {
        if (!Start(node))
        {
            NativeMemory.Clear(Gradient(node), (nuint)count * sizeof(float));
        }
    }
}
