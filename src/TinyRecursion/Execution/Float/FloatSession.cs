using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Float;

/// <summary>
/// Runs a rule on one problem at a time in floating point. All values of a step lie in one arena that is laid out
/// when a problem is bound; a step allocates nothing. Not safe for use by two threads at once: give each its own
/// session over shared <see cref="FloatWeights"/>. Results are bit-identical on every instruction set.
/// </summary>
public sealed unsafe class FloatSession : IRuleSession
{
    private readonly ExecutionPlan _plan;
    private readonly ExecutionLayout<float> _layout;
    private float[] _scores = [];
    private Problem? _problem;

    /// <summary>Creates a session for solving.</summary>
    /// <param name="weights">The rule's weights; they must outlive the session.</param>
    public FloatSession(FloatWeights weights)
        : this(weights, keptSteps: 1, forGradient: false, ownInputs: false)
    {
    }

    /// <summary>Creates a session that can keep the values of several steps for their gradient.</summary>
    /// <param name="weights">The rule's weights.</param>
    /// <param name="keptSteps">How many steps are kept; step t overwrites step t - keptSteps - 1.</param>
    /// <param name="forGradient">Whether to keep what the gradient needs.</param>
    /// <param name="ownInputs">Whether each step starts from a state of its own, see <see cref="Step(ReadOnlySpan{float})"/>.</param>
    internal FloatSession(FloatWeights weights, int keptSteps, bool forGradient, bool ownInputs)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Weights = weights;
        _plan = ExecutionPlan.For(weights.Graph, forGradient);
        _layout = new ExecutionLayout<float>(_plan, keptSteps, ownInputs, ScratchOf);
    }

    /// <summary>The rule's weights.</summary>
    public FloatWeights Weights { get; }

    /// <summary>Steps taken since the state was set.</summary>
    public int StepCount { get; private set; }

    /// <summary>The bound problem.</summary>
    /// <exception cref="InvalidOperationException">No problem is bound.</exception>
    public Problem Problem => _problem ?? throw new InvalidOperationException("No problem is bound to the session.");

    /// <summary>The width of the state.</summary>
    public int StateWidth => Weights.Graph.StateWidth;

    internal ExecutionPlan Plan => _plan;

    /// <summary>Binds a problem: lays out the arena, computes what does not depend on the state, and clears the state.</summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="ArgumentException">
    /// It lacks a relation, or has another number of features or cells than the rule needs.
    /// </exception>
    public void Bind(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        RuleGraph graph = Weights.Graph;
        if (problem.FeatureColumns != graph.FeatureColumns)
        {
            throw new ArgumentException(
                $"The problem has {problem.FeatureColumns} features a cell, the rule needs {graph.FeatureColumns}.",
                nameof(problem));
        }

        // A problem that turns out not to fit must not leave the session half laid out for it.
        _problem = null;
        _layout.Bind(problem);
        if (_scores.Length < problem.Cells * graph.ReadoutWidth)
        {
            _scores = new float[problem.Cells * graph.ReadoutWidth];
        }

        _problem = problem;
        ClearState();
        Execute(_plan.ConstantInstructions);
    }

    /// <summary>Sets the state to zeros and the step count to zero.</summary>
    public void ClearState()
    {
        StepCount = 0;
        new Span<float>(StateAt(0), (int)Padding.Size(Problem.Cells, StateWidth)).Clear();
    }

    /// <summary>Sets the state and the step count to zero.</summary>
    /// <param name="state">Cells × state width, row by row.</param>
    public void SetState(ReadOnlySpan<float> state)
    {
        RequireStateLength(state.Length);
        StepCount = 0;
        Padding.Unpack(StateAt(0), state, StateWidth);
    }

    /// <summary>Copies the state out.</summary>
    /// <param name="state">Receives cells × state width, row by row.</param>
    public void CopyState(Span<float> state)
    {
        RequireStateLength(state.Length);
        Padding.Pack(state, StateAt(StepCount), StateWidth);
    }

    /// <inheritdoc/>
    public void CopyEncoding(Span<float> encoding)
    {
        RequireStateLength(encoding.Length);
        if (Weights.Graph.Encoding is { } node)
        {
            Padding.Pack(encoding, Value(node, StepCount), StateWidth);
        }
        else
        {
            encoding.Clear();
        }
    }

    /// <summary>Applies the rule once.</summary>
    public void Step()
    {
        _ = Problem;
        StepCount++;
        Execute(_plan.StepInstructions);
    }

    /// <summary>Applies the rule once to a state of its own instead of the one that the last step reached.</summary>
    /// <param name="state">Cells × state width, row by row.</param>
    internal void Step(ReadOnlySpan<float> state)
    {
        RequireStateLength(state.Length);
        StepCount++;
        Padding.Unpack(_layout.StateInput(StepCount), state, StateWidth);
        Execute(_plan.StepInstructions);
    }

    /// <inheritdoc/>
    public float? HaltScore() => HaltScore(StepCount);

    /// <summary>Reads the halting head of the state after a step that is still kept.</summary>
    internal float? HaltScore(int step)
    {
        if (Weights.Graph.Halting is not { } head)
        {
            return null;
        }

        var linear = (Operation.Linear)Weights.Graph.Nodes[head].Operation;
        float score = 0f;
        ReadoutKernel.Run(
            new Span<float>(ref score), StateAt(step), Weights.HeadTransposed(linear.Weight),
            linear.Bias is { } bias ? Weights.Rows(bias) : null, cells: 1, StateWidth, classes: 1);
        return score;
    }

    /// <summary>Reads the scores out of the current state.</summary>
    /// <returns>Cells × readout width, row by row; overwritten by the next call.</returns>
    public ReadOnlySpan<float> Readout() => Readout(StepCount);

    /// <summary>Reads the scores out of the state after a step that is still kept.</summary>
    internal ReadOnlySpan<float> Readout(int step)
    {
        RuleGraph graph = Weights.Graph;
        var linear = (Operation.Linear)graph.Nodes[graph.Readout].Operation;
        int classes = graph.ReadoutWidth;
        ReadoutKernel.Run(
            _scores, StateAt(step), Weights.HeadTransposed(linear.Weight),
            linear.Bias is { } bias ? Weights.Rows(bias) : null, Problem.Cells, StateWidth, classes);
        return _scores.AsSpan(0, Problem.Cells * classes);
    }

    /// <summary>The largest absolute change of any entry of the state in the last step; infinite before the first.</summary>
    public float Residual()
    {
        if (StepCount == 0)
        {
            return float.PositiveInfinity;
        }

        int count = Problem.Cells * Padding.Stride(StateWidth);
        return ReadoutKernel.LargestDifference(StateAt(StepCount), StateAt(StepCount - 1), count);
    }

    /// <inheritdoc/>
    public void Dispose() => _layout.Dispose();

    /// <summary>The value of a node at a step; for nodes that are not kept, its latest value.</summary>
    internal float* Value(int node, int step) => _layout.Value(node, step);

    /// <summary>The row scales of a normalisation at a step.</summary>
    internal float* Scales(int node, int step) => _layout.Scales(node, step);

    /// <summary>Rows of a node's value for the bound problem.</summary>
    internal int RowsOf(int node) => _layout.RowsOf(node);

    /// <summary>The relation that a node follows.</summary>
    internal Relation? RelationOf(int node) => _layout.RelationOf(node);

    /// <summary>The state after a step; step 0 is the start.</summary>
    internal float* StateAt(int step) => _layout.StateAt(step);

    private void Execute(Instruction[] instructions)
    {
        foreach (Instruction instruction in instructions)
        {
            if (instruction.Sum is { } sum)
            {
                float* from = Value(instruction.Node, StepCount), to = Value(sum, StepCount);
                long count = Padding.Size(RowsOf(sum), _plan.Graph.Nodes[sum].Shape.Width);
                if (instruction.Accumulate)
                {
                    RowKernels.AddInto(to, from, count);
                }
                else
                {
                    RowKernels.Copy(to, from, count);
                }
            }
            else
            {
                Compute(instruction.Node, instruction.Accumulate);
            }
        }
    }

    private void Compute(int index, bool accumulate)
    {
        Node node = _plan.Graph.Nodes[index];
        float* y = Value(index, StepCount);
        float* x = node.Inputs.Count > 0 ? Value(node.Inputs[0], StepCount) : null;
        int rows = RowsOf(index);
        int width = node.Shape.Width, stride = Padding.Stride(width);
        long count = Padding.Size(rows, width);
        switch (node.Operation)
        {
            case Operation.Embed embed:
                RelationKernels.Embed(
                    y, Weights.Rows(embed.Table), Weights.Graph.Weights[embed.Table].Rows, stride, Problem, embed.Column);
                break;
            case Operation.Linear linear:
                int inner = Weights.Graph.Weights[linear.Weight].Rows;
                MatrixProduct.Run(
                    y, stride, x, Padding.Stride(inner), 1, Weights.Map(linear.Weight), MatrixProduct.Packed,
                    rows, stride, inner, accumulate,
                    linear.Bias is { } bias && !accumulate ? Weights.Rows(bias) : null);
                if (linear.Bias is { } late && accumulate)
                {
                    RowKernels.AddRow(y, Weights.Rows(late), Padding.Rows(rows), stride);
                }

                break;
            case Operation.EmbedSlot slot:
                WeightShape table = Weights.Graph.Weights[slot.Table];
                RelationKernels.EmbedSlot(y, Weights.Rows(slot.Table), table.Rows, table.Columns, width, Problem, slot.Column);
                break;
            case Operation.RmsNorm norm:
                RowKernels.RmsNorm(y, Scales(index, StepCount), x, Padding.Rows(rows), width, norm.Epsilon);
                break;
            case Operation.Scale scale:
                RowKernels.Scale(y, x, scale.Factor, count, accumulate: false);
                break;
            case Operation.Rotary rotary:
                RotaryTable angles = RotaryTable.For(width / rotary.Heads / 2, rotary.Theta, rows);
                RotaryKernel.Run(y, x, angles, rows, width, back: false, accumulate: false);
                break;
            case Operation.Attention attention:
                AttentionKernel.Run(
                    y, x, Value(node.Inputs[1], StepCount), Value(node.Inputs[2], StepCount), rows, width, attention.Heads, _layout.Scratch);
                break;
            case Operation.Transpose:
                TransposeKernel.Run(y, stride, x, Padding.Stride(rows), width, rows);
                break;
            case Operation.Relu:
                RowKernels.Relu(y, x, count);
                break;
            case Operation.Silu:
                RowKernels.Silu(y, x, count);
                break;
            case Operation.Multiply when _plan.Gates[node.Inputs[0]]:
                RowKernels.SiluMultiply(y, x, Value(node.Inputs[1], StepCount), count);
                break;
            case Operation.Multiply:
                RowKernels.Multiply(y, x, Value(node.Inputs[1], StepCount), count, accumulate: false);
                break;
            case Operation.Snap snap:
                SnapKernel.Run(y, x, rows, width, snap.Width, 1f);
                break;
            case Operation.Pool:
                RelationKernels.Pool(y, x, (GroupRelation)RelationOf(index)!, width / 2);
                break;
            case Operation.Maximum:
                RelationKernels.Maximum(y, x, (GroupRelation)RelationOf(index)!, width);
                break;
            case Operation.Spread:
                RelationKernels.Spread(y, x, (GroupRelation)RelationOf(index)!, stride, accumulate);
                break;
            case Operation.Gather gather:
                GatherKernel.Run(y, x, (NeighbourRelation)RelationOf(index)!, width / gather.Degree);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(node.Operation.Kind);
        }
    }

    private static long ScratchOf(Node node, Problem problem) => node.Operation is Operation.Attention attention
        ? AttentionKernel.ScratchSize(problem.Cells, node.Shape.Width / attention.Heads)
        : 0;

    private void RequireStateLength(int length)
    {
        if (length != Problem.Cells * StateWidth)
        {
            throw new ArgumentException($"{length} entries, the state has {Problem.Cells} cells × {StateWidth}.");
        }
    }
}
