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
    private readonly Arena _arena = new();
    private readonly FloatPlan _plan;
    private readonly Relation?[] _relations;
    private readonly int[] _rows;
    private readonly long[] _offsets;
    private readonly long[] _scaleOffsets;
    private readonly int _slots;
    private float[] _scores = [];
    private Problem? _problem;
    private long _slotStart;
    private long _slotSize;

    /// <summary>Creates a session for solving.</summary>
    /// <param name="weights">The rule's weights; they must outlive the session.</param>
    public FloatSession(FloatWeights weights)
        : this(weights, keptSteps: 1, forGradient: false)
    {
    }

    /// <summary>Creates a session that can keep the values of several steps for their gradient.</summary>
    /// <param name="weights">The rule's weights.</param>
    /// <param name="keptSteps">How many steps are kept; step t overwrites step t - keptSteps - 1.</param>
    /// <param name="forGradient">Whether to keep what the gradient needs.</param>
    internal FloatSession(FloatWeights weights, int keptSteps, bool forGradient)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Weights = weights;
        _plan = FloatPlan.For(weights.Graph, forGradient);
        int count = weights.Graph.Nodes.Count;
        _relations = new Relation?[count];
        _rows = new int[count];
        _offsets = new long[count];
        _scaleOffsets = new long[count];
        _slots = keptSteps + 1;
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

    internal FloatPlan Plan => _plan;

    /// <summary>Binds a problem: lays out the arena, computes what does not depend on the state, and clears the state.</summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="ArgumentException">It lacks a relation or has another number of features than the rule needs.</exception>
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
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node node = graph.Nodes[i];
            _relations[i] = node.Operation switch
            {
                Operation.Pool pool => problem.Topology.Groups(pool.Relation),
                Operation.Spread spread => problem.Topology.Groups(spread.Relation),
                Operation.Gather gather => NeighboursOf(problem, gather),
                _ => null,
            };
            _rows[i] = node.Shape.Relation is { } name ? problem.Topology.Groups(name).GroupCount : problem.Cells;
        }

        long constant = LayOut(0, node => _plan.Constant[node] && !_plan.Kept[node]);
        long scratch = LayOut(constant, node => !_plan.Constant[node] && !_plan.Kept[node]);
        _slotStart = scratch;
        _slotSize = LayOut(0, node => _plan.Kept[node]);
        _arena.Reserve(_slotStart + (_slotSize * _slots));
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
        ClearState();
        int width = StateWidth, stride = Padding.Stride(width);
        for (int cell = 0; cell < Problem.Cells; cell++)
        {
            state.Slice(cell * width, width).CopyTo(new Span<float>(StateAt(0) + ((long)cell * stride), width));
        }
    }

    /// <summary>Copies the state out.</summary>
    /// <param name="state">Receives cells × state width, row by row.</param>
    public void CopyState(Span<float> state)
    {
        RequireStateLength(state.Length);
        int width = StateWidth, stride = Padding.Stride(width);
        float* current = StateAt(StepCount);
        for (int cell = 0; cell < Problem.Cells; cell++)
        {
            new ReadOnlySpan<float>(current + ((long)cell * stride), width).CopyTo(state.Slice(cell * width, width));
        }
    }

    /// <summary>Applies the rule once.</summary>
    public void Step()
    {
        _ = Problem;
        StepCount++;
        Execute(_plan.StepInstructions);
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
            _scores, StateAt(step), Weights.Transposed(linear.Weight),
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
    public void Dispose() => _arena.Dispose();

    /// <summary>The value of a node at a step; for nodes that are not kept, its latest value.</summary>
    internal float* Value(int node, int step)
    {
        if (_plan.Graph.Nodes[node].Operation is Operation.State)
        {
            return StateAt(step - 1);
        }

        int owner = _plan.Owner[node];
        return _plan.Kept[owner] ? Slot(step) + _offsets[owner] : _arena.Start + _offsets[owner];
    }

    /// <summary>The row scales of a normalisation at a step.</summary>
    internal float* Scales(int node, int step) =>
        (_plan.Kept[node] ? Slot(step) : _arena.Start) + _scaleOffsets[node];

    /// <summary>Rows of a node's value for the bound problem.</summary>
    internal int RowsOf(int node) => _rows[node];

    /// <summary>The relation that a node follows.</summary>
    internal Relation? RelationOf(int node) => _relations[node];

    /// <summary>The state after a step; step 0 is the start.</summary>
    internal float* StateAt(int step) => Slot(step) + _offsets[_plan.Owner[_plan.Graph.NextState]];

    private float* Slot(int step) => _arena.Start + _slotStart + (step % _slots * _slotSize);

    private static NeighbourRelation NeighboursOf(Problem problem, Operation.Gather gather)
    {
        NeighbourRelation relation = problem.Topology.Neighbours(gather.Relation);
        return relation.Degree == gather.Degree
            ? relation
            : throw new ArgumentException(
                $"Relation '{gather.Relation}' has {relation.Degree} neighbours a cell, the rule needs {gather.Degree}.");
    }

    private long LayOut(long next, Func<int, bool> belongs)
    {
        for (int i = 0; i < _rows.Length; i++)
        {
            int width = _plan.Graph.Nodes[i].Shape.Width;
            if (_plan.Owner[i] == i && belongs(i))
            {
                _offsets[i] = next;
                next += Padding.Size(_rows[i], width);
                if (_plan.Graph.Nodes[i].Operation is Operation.RmsNorm)
                {
                    _scaleOffsets[i] = next;
                    next += Padding.Stride(Padding.Rows(_rows[i]));
                }
            }
        }

        return next;
    }

    private void Execute(Instruction[] instructions)
    {
        foreach (Instruction instruction in instructions)
        {
            if (instruction.Sum is { } sum)
            {
                float* from = Value(instruction.Node, StepCount), to = Value(sum, StepCount);
                long count = Padding.Size(_rows[sum], _plan.Graph.Nodes[sum].Shape.Width);
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
        int rows = _rows[index];
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
                    y, stride, x, Padding.Stride(inner), 1, Weights.Rows(linear.Weight), stride,
                    Padding.Rows(rows), stride, inner, accumulate,
                    linear.Bias is { } bias && !accumulate ? Weights.Rows(bias) : null);
                if (linear.Bias is { } late && accumulate)
                {
                    RowKernels.AddRow(y, Weights.Rows(late), Padding.Rows(rows), stride);
                }

                break;
            case Operation.RmsNorm:
                RowKernels.RmsNorm(y, Scales(index, StepCount), x, Padding.Rows(rows), width);
                break;
            case Operation.Relu:
                RowKernels.Relu(y, x, count);
                break;
            case Operation.Silu:
                RowKernels.Silu(y, x, count);
                break;
            case Operation.Multiply:
                RowKernels.Multiply(y, x, Value(node.Inputs[1], StepCount), count, accumulate: false);
                break;
            case Operation.Pool:
                RelationKernels.Pool(y, x, (GroupRelation)_relations[index]!, width / 2);
                break;
            case Operation.Spread:
                RelationKernels.Spread(y, x, (GroupRelation)_relations[index]!, stride, accumulate);
                break;
            case Operation.Gather gather:
                RelationKernels.Gather(y, x, (NeighbourRelation)_relations[index]!, width / gather.Degree);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(node.Operation.Kind);
        }
    }

    private void RequireStateLength(int length)
    {
        if (length != Problem.Cells * StateWidth)
        {
            throw new ArgumentException($"{length} entries, the state has {Problem.Cells} cells × {StateWidth}.");
        }
    }
}
