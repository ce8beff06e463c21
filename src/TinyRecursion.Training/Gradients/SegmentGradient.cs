using System.Diagnostics;
using System.Runtime.InteropServices;
using TinyRecursion.Execution.Float;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Gradients;

/// <summary>
/// Reverse mode through a segment: a number of steps of one rule on one problem. Runs the steps forward, keeping
/// what the gradient needs, then walks them back from a loss on the scores of the last step, or of several steps
/// evenly spaced up to it.
/// </summary>
/// <remarks>
/// One instance at a time inside the cache; give each thread its own. All sums run in a fixed order, so the same
/// input gives the same bytes. The gradient of a maximum goes to the first member that attains it, that of a
/// rectifier at zero is zero.
/// </remarks>
public sealed unsafe class SegmentGradient : IDisposable
{
    private readonly FloatSession _session;
    private readonly RuleGraph _graph;
    private readonly FloatPlan _plan;
    private readonly Arena _arena = new();
    private readonly long[] _offsets;
    private readonly bool[] _started;
    private readonly int _stateNode;
    private float[] _scoreGradients = [];
    private long _constantEnd;

    /// <summary>Creates a segment.</summary>
    /// <param name="weights">The rule's weights; they must outlive the segment.</param>
    /// <param name="maximumSteps">The longest segment to run, at least one.</param>
    public SegmentGradient(FloatWeights weights, int maximumSteps)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumSteps, 1);
        MaximumSteps = maximumSteps;
        _session = new FloatSession(weights, maximumSteps, forGradient: true);
        _graph = weights.Graph;
        _plan = _session.Plan;
        _offsets = new long[_graph.Nodes.Count];
        _started = new bool[_graph.Nodes.Count];
        _stateNode = _graph.Nodes.ToList().FindIndex(node => node.Operation is Operation.State);
    }

    /// <summary>The longest segment that can be run.</summary>
    public int MaximumSteps { get; }

    /// <summary>The session that runs forward: bind a problem and set the state there.</summary>
    public FloatSession Session => _session;

    /// <summary>
    /// Runs a segment forward and adds the gradient of its loss to a flat vector. The session must be bound and its
    /// state set; afterwards it holds the segment's last state.
    /// </summary>
    /// <param name="steps">Steps, <c>1..MaximumSteps</c>, those taken since the state was set included.</param>
    /// <param name="loss">The loss on the scores of one step.</param>
    /// <param name="gradient">Flat parameter vector to add to.</param>
    /// <param name="stateGradient">Receives the gradient of the starting state, cells × width; empty to leave it out.</param>
    /// <param name="losses">How many steps have a loss: the last alone, or this many evenly spaced, <c>1..steps</c>.</param>
    /// <returns>The loss, a mean where there are several.</returns>
    public float Run(
        int steps, IScoreLoss loss, Span<float> gradient, Span<float> stateGradient = default, int losses = 1)
    {
        using var buffer = new GradientBuffer(_graph);
        Forward(steps);
        float value = Backward(loss, buffer, losses);
        buffer.AddTo(gradient, 1f);
        if (!stateGradient.IsEmpty)
        {
            int width = _graph.StateWidth, stride = Padding.Stride(width);
            for (int cell = 0; cell < _session.Problem.Cells; cell++)
            {
                new ReadOnlySpan<float>(Gradient(_graph.NextState) + ((long)cell * stride), width)
                    .CopyTo(stateGradient.Slice(cell * width, width));
            }
        }

        return value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _arena.Dispose();
    }

    /// <summary>Runs the steps of a segment from the state that was set.</summary>
    internal void Forward(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_session.StepCount + steps, MaximumSteps, nameof(steps));
        for (int step = 0; step < steps; step++)
        {
            _session.Step();
        }
    }

    /// <summary>Walks the steps back from the losses; adds to the buffer.</summary>
    /// <param name="loss">The loss on the scores of one step. It is evaluated in rising order of steps, the last one last.</param>
    /// <param name="buffer">Receives the gradient.</param>
    /// <param name="losses">How many steps have a loss, see <see cref="LossStep"/>.</param>
    /// <returns>The mean loss. The gradient of the starting state is left in the next state's gradient.</returns>
    internal float Backward(IScoreLoss loss, GradientBuffer buffer, int losses = 1)
    {
        int steps = _session.StepCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(losses, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(losses, steps);
        LayOut(losses);
        NativeMemory.Clear(_arena.Start, (nuint)_constantEnd * sizeof(float));
        float value = EvaluateLosses(loss, losses);
        float* dz = Gradient(_graph.NextState);
        NativeMemory.Clear(dz, (nuint)StateSize * sizeof(float));
        int next = losses;
        for (int step = steps; step >= 1; step--)
        {
            if (step == LossStep(next, losses, steps))
            {
                Readout(step, --next, 1f / losses, buffer, dz);
            }

            Array.Clear(_started);
            _started[_plan.Owner[_graph.NextState]] = true;
            Walk(step, constants: false, buffer);
            if (_stateNode >= 0 && _started[_stateNode])
            {
                RowKernels.Copy(dz, Gradient(_stateNode), StateSize);
            }
            else
            {
                NativeMemory.Clear(dz, (nuint)StateSize * sizeof(float));
            }
        }

        Array.Fill(_started, true);
        Walk(steps, constants: true, buffer);
        return value;
    }

    /// <summary>The step that has the n-th of some losses, from 1; the last loss is at the last step.</summary>
    internal static int LossStep(int n, int losses, int steps) => n * steps / losses;

    private long StateSize => Padding.Size(_session.Problem.Cells, _graph.StateWidth);

    private float* Gradient(int node) => _arena.Start + _offsets[_plan.Owner[node]];

    private void LayOut(int losses)
    {
        long next = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < _offsets.Length; i++)
            {
                if (_plan.Owner[i] == i && _plan.Constant[i] == (pass == 0))
                {
                    _offsets[i] = next;
                    int rows = i == _stateNode ? _session.Problem.Cells : _session.RowsOf(i);
                    next += Padding.Size(rows, _graph.Nodes[i].Shape.Width);
                }
            }

            _constantEnd = pass == 0 ? next : _constantEnd;
        }

        _arena.Reserve(next);
        int scores = losses * _session.Problem.Cells * _graph.ReadoutWidth;
        if (_scoreGradients.Length < scores)
        {
            _scoreGradients = new float[scores];
        }
    }

    /// <summary>Evaluates every loss and keeps the gradients of its scores.</summary>
    private float EvaluateLosses(IScoreLoss loss, int losses)
    {
        int scores = _session.Problem.Cells * _graph.ReadoutWidth;
        float sum = 0;
        for (int n = 1; n <= losses; n++)
        {
            Span<float> gradient = _scoreGradients.AsSpan((n - 1) * scores, scores);
            gradient.Clear();
            sum += loss.Evaluate(_session.Readout(LossStep(n, losses, _session.StepCount)), gradient);
        }

        return sum / losses;
    }

    /// <summary>Takes the gradient of one loss, times its share, back to the state and the readout's weights.</summary>
    private void Readout(int step, int index, float share, GradientBuffer buffer, float* dz)
    {
        var linear = (Operation.Linear)_graph.Nodes[_graph.Readout].Operation;
        int cells = _session.Problem.Cells, classes = _graph.ReadoutWidth;
        ReadOnlySpan<float> ds = _scoreGradients.AsSpan(index * cells * classes, cells * classes);
        int stride = Padding.Stride(_graph.StateWidth), weightStride = Padding.Stride(classes);
        float* z = _session.StateAt(step);
        float* dw = buffer.Rows(linear.Weight);
        for (int cell = 0; cell < cells; cell++, dz += stride, z += stride)
        {
            for (int j = 0; j < classes; j++)
            {
                float g = share * ds[(cell * classes) + j];
                if (g == 0f)
                {
                    continue;
                }

                float* column = _session.Weights.Transposed(linear.Weight) + ((long)j * stride);
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
    }

    private void Walk(int step, bool constants, GradientBuffer buffer)
    {
        for (int i = _graph.Nodes.Count - 1; i >= 0; i--)
        {
            if (i != _graph.Readout && _plan.Constant[i] == constants && _started[_plan.Owner[i]])
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
        int rows = _session.RowsOf(index);
        int width = node.Shape.Width, stride = Padding.Stride(width);
        long count = Padding.Size(rows, width);
        int input = node.Inputs.Count > 0 ? node.Inputs[0] : -1;
        switch (node.Operation)
        {
            case Operation.State:
                break;
            case Operation.Embed embed:
                BackwardKernels.Embed(
                    buffer.Rows(embed.Table), _graph.Weights[embed.Table].Rows, dy, stride, _session.Problem, embed.Column);
                break;
            case Operation.Linear linear:
                int inner = _graph.Weights[linear.Weight].Rows, innerStride = Padding.Stride(inner);
                MatrixProduct.Run(
                    buffer.Rows(linear.Weight), stride, _session.Value(input, step), 1, innerStride, dy, stride,
                    Padding.Rows(inner), stride, rows, accumulate: true);
                if (linear.Bias is { } bias)
                {
                    BackwardKernels.Bias(buffer.Rows(bias), dy, rows, stride);
                }

                MatrixProduct.Run(
                    Gradient(input), innerStride, dy, stride, 1, _session.Weights.Transposed(linear.Weight), innerStride,
                    Padding.Rows(rows), innerStride, width, Start(input));
                break;
            case Operation.RmsNorm:
                BackwardKernels.RmsNorm(
                    Gradient(input), dy, _session.Value(index, step), _session.Scales(index, step), Padding.Rows(rows), width, Start(input));
                break;
            case Operation.Relu:
                // In place, the rectifier's and the linear map's gradients are one buffer, which is overwritten.
                bool shared = _plan.Owner[input] == index;
                BackwardKernels.Relu(Gradient(input), dy, _session.Value(index, step), count, !shared && Start(input));
                break;
            case Operation.Silu:
                BackwardKernels.Silu(Gradient(input), dy, _session.Value(input, step), count, Start(input));
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
            case Operation.Multiply:
                int other = node.Inputs[1];
                RowKernels.Multiply(Gradient(input), dy, _session.Value(other, step), count, Start(input));
                RowKernels.Multiply(Gradient(other), dy, _session.Value(input, step), count, Start(other));
                break;
            case Operation.Pool:
                Zero(input, Padding.Size(_session.Problem.Cells, width / 2));
                BackwardKernels.Pool(
                    Gradient(input), dy, _session.Value(input, step), _session.Value(index, step),
                    (GroupRelation)_session.RelationOf(index)!, width / 2);
                break;
            case Operation.Spread:
                BackwardKernels.Spread(Gradient(input), dy, (GroupRelation)_session.RelationOf(index)!, stride, Start(input));
                break;
            case Operation.Gather gather:
                Zero(input, Padding.Size(_session.Problem.Cells, width / gather.Degree));
                BackwardKernels.Gather(
                    Gradient(input), dy, (NeighbourRelation)_session.RelationOf(index)!, width / gather.Degree);
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
