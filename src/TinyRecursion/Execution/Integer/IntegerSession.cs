using System.Diagnostics;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// An <see cref="IntegerRule"/> at work on one problem. All values of a step lie in one arena that is laid out when a problem is bound;
/// a step allocates nothing.
/// </summary>
internal sealed unsafe class IntegerSession : IRuleSession
{
    private readonly IntegerWeights _weights;
    private readonly ExecutionLayout<short> _layout;
    private readonly int _exponent;
    private readonly (int Node, Operation.Rotary Rotary)[] _rotaries;
    private readonly short[]?[] _turns;
    private short[] _packed = [];
    private float[] _scores = [];
    private Problem? _problem;

    /// <summary>Creates a session.</summary>
    public IntegerSession(IntegerWeights weights)
    {
        _weights = weights;
        _layout = new ExecutionLayout<short>(weights.Plan, keptSteps: 1, ownInputs: false, ScratchOf);
        _exponent = weights.Constants.Exponents[Graph.NextState];
        _rotaries = [.. Graph.Nodes.Select((node, i) => (i, (node.Operation as Operation.Rotary)!)).Where(pair => pair.Item2 is not null)];
        _turns = new short[]?[Graph.Nodes.Count];
    }

    /// <inheritdoc/>
    public int StepCount { get; private set; }

    /// <inheritdoc/>
    public int StateWidth => Graph.StateWidth;

    private RuleGraph Graph => _weights.Plan.Graph;

    private Problem Problem => _problem ?? throw new InvalidOperationException("No problem is bound to the session.");

    private short* State => _layout.StateAt(StepCount);

    /// <inheritdoc/>
    public void Bind(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.FeatureColumns != Graph.FeatureColumns)
        {
            throw new ArgumentException(
                $"The problem has {problem.FeatureColumns} features a cell, the rule needs {Graph.FeatureColumns}.", nameof(problem));
        }

        // A problem that turns out not to fit must not leave the session half laid out for it.
        _problem = null;
        _layout.Bind(problem);
        int scores = problem.Cells * Graph.ReadoutWidth, state = problem.Cells * StateWidth;
        if (_scores.Length < scores)
        {
            _scores = new float[scores];
        }

        if (_packed.Length < Math.Max(scores, state))
        {
            _packed = new short[Math.Max(scores, state)];
        }

        foreach ((int node, Operation.Rotary rotary) in _rotaries)
        {
            _turns[node] = IntegerAttention.Turns(_turns[node], problem.Cells, Graph.Nodes[node].Shape.Width / rotary.Heads, rotary.Theta);
        }

        _problem = problem;
        ClearState();
        Execute(_weights.Plan.ConstantInstructions);
    }

    /// <inheritdoc/>
    public void ClearState()
    {
        StepCount = 0;
        new Span<short>(State, (int)Padding.Size(Problem.Cells, StateWidth)).Clear();
    }

    /// <inheritdoc/>
    public void SetState(ReadOnlySpan<float> state)
    {
        RequireLength(state.Length);
        StepCount = 0;
        for (int i = 0; i < state.Length; i++)
        {
            double scaled = Math.Round(state[i] * Math.ScaleB(1, _exponent), MidpointRounding.AwayFromZero);
            _packed[i] = double.IsNaN(scaled) ? (short)0 : (short)Math.Clamp(scaled, short.MinValue, short.MaxValue);
        }

        Padding.Unpack(State, _packed.AsSpan(0, state.Length), StateWidth);
    }

    /// <inheritdoc/>
    public void CopyState(Span<float> state)
    {
        RequireLength(state.Length);
        Widen(State, StateWidth, _exponent, state);
    }

    /// <inheritdoc/>
    public void CopyEncoding(Span<float> encoding)
    {
        RequireLength(encoding.Length);
        if (Graph.Encoding is { } node)
        {
            Widen(Value(node), StateWidth, _weights.Constants.Exponents[node], encoding);
        }
        else
        {
            encoding.Clear();
        }
    }

    /// <inheritdoc/>
    public void Step()
    {
        _ = Problem;
        StepCount++;
        Execute(_weights.Plan.StepInstructions);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Readout()
    {
        int width = Graph.ReadoutWidth;
        Span<float> scores = _scores.AsSpan(0, Problem.Cells * width);
        float unit = MathF.ScaleB(1f, -_weights.Constants.Exponents[Graph.Readout]);
        if (width == 1)
        {
            _weights.Products[Graph.Readout]!.RunColumn(scores, State, unit);
            return scores;
        }

        Head(Graph.Readout, Problem.Cells);
        Widen(_layout.Scratch, width, _weights.Constants.Exponents[Graph.Readout], scores);
        return scores;
    }

    /// <inheritdoc/>
    public float? HaltScore()
    {
        _ = Problem;
        if (Graph.Halting is not { } head)
        {
            return null;
        }

        Head(head, rows: 1);
        return *_layout.Scratch * MathF.ScaleB(1f, -_weights.Constants.Exponents[head]);
    }

    /// <inheritdoc/>
    public float Residual()
    {
        if (StepCount == 0)
        {
            return float.PositiveInfinity;
        }

        // Padding columns are zeros before and after; padding rows are not looked at.
        long count = (long)Problem.Cells * Padding.Stride(StateWidth);
        return IntegerRowKernels.LargestDifference(State, _layout.StateAt(StepCount - 1), count) * MathF.ScaleB(1f, -_exponent);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _problem = null;
        _layout.Dispose();
    }

    private static long ScratchOf(Node node, Problem problem) => node.Operation switch
    {
        Operation.Attention => IntegerAttention.ScratchSize(problem.Cells, node.Shape.Width),
        // Heads are read out into it.
        Operation.Linear => Padding.Size(problem.Cells, node.Shape.Width),
        _ => 0,
    };

    private static void Widen(short* value, int width, int exponent, Span<float> target)
    {
        float unit = MathF.ScaleB(1f, -exponent);
        int stride = Padding.Stride(width);
        for (int at = 0; at < target.Length; at += width, value += stride)
        {
            for (int j = 0; j < width; j++)
            {
                target[at + j] = value[j] * unit;
            }
        }
    }

    private short* Value(int node) => _layout.Value(node, StepCount);

    private void Head(int head, int rows) =>
        _weights.Products[head]!.Run(_layout.Scratch, State, Padding.Stride(StateWidth), rows, accumulate: false);

    private void Execute(Instruction[] instructions)
    {
        short** terms = stackalloc short*[IntegerRowKernels.MostTerms];
        for (int i = 0; i < instructions.Length; i++)
        {
            if (instructions[i].Sum is not { } sum)
            {
                Compute(instructions[i].Node, instructions[i].Accumulate);
                continue;
            }

            // Finished values that follow each other into the same sum are added in one pass.
            int number = 0;
            short* y = Value(sum);
            if (instructions[i].Accumulate)
            {
                terms[number++] = y;
            }

            terms[number++] = Value(instructions[i].Node);
            for (; number < IntegerRowKernels.MostTerms && i + 1 < instructions.Length && instructions[i + 1].Sum == sum; i++)
            {
                terms[number++] = Value(instructions[i + 1].Node);
            }

            long count = Padding.Size(_layout.RowsOf(sum), Graph.Nodes[sum].Shape.Width);
            if (number == 1)
            {
                Buffer.MemoryCopy(terms[0], y, count * sizeof(short), count * sizeof(short));
            }
            else
            {
                IntegerRowKernels.Sum(y, terms, number, count);
            }
        }
    }

    private void Compute(int index, bool accumulate)
    {
        Node node = Graph.Nodes[index];
        IntegerConstants constants = _weights.Constants;
        short* y = Value(index);
        short* x = node.Inputs.Count > 0 ? Value(node.Inputs[0]) : null;
        int rows = _layout.RowsOf(index), width = node.Shape.Width, stride = Padding.Stride(width);
        long count = Padding.Size(rows, width);
        switch (node.Operation)
        {
            case Operation.Embed embed:
                IntegerRelationKernels.Embed(y, constants.Tables[index], Problem, embed.Column);
                break;
            case Operation.EmbedSlot slot:
                IntegerRelationKernels.EmbedSlot(y, constants.Tables[index], width, Problem, slot.Column);
                break;
            case Operation.Linear:
                _weights.Products[index]!.Run(y, x, Padding.Stride(Graph.Nodes[node.Inputs[0]].Shape.Width), rows, accumulate);
                break;
            case Operation.RmsNorm:
                IntegerRowKernels.RmsNorm(y, x, rows, stride, constants.Norms[index]);
                break;
            case Operation.Relu:
                IntegerRowKernels.Relu(y, x, count);
                break;
            case Operation.Silu:
                IntegerRowKernels.Silu(y, x, constants.Exponents[index], count);
                break;
            case Operation.Multiply:
                if (_weights.Plan.Gates[node.Inputs[0]])
                {
                    IntegerRowKernels.Silu(x, x, constants.Exponents[node.Inputs[0]], count);
                }

                ReadOnlySpan<int> exponents = constants.Exponents;
                IntegerRowKernels.Multiply(
                    y, x, Value(node.Inputs[1]), exponents[node.Inputs[0]] + exponents[node.Inputs[1]] - exponents[index], count);
                break;
            case Operation.Scale:
                IntegerRowKernels.Scale(y, x, constants.Factors[index], count);
                break;
            case Operation.Rotary rotary:
                IntegerAttention.Rotate(y, x, _turns[index]!, rows, width, rotary.Heads);
                break;
            case Operation.Attention attention:
                IntegerAttention.Run(
                    y, x, Value(node.Inputs[1]), Value(node.Inputs[2]), rows, width, attention.Heads, constants.Scores[index], _layout.Scratch);
                break;
            case Operation.Transpose:
                TransposeKernel.Run(y, stride, x, Padding.Stride(rows), width, rows);
                break;
            case Operation.Snap snap:
                SnapKernel.Run(y, x, rows, width, snap.Width, (short)(1 << constants.Exponents[index]));
                break;
            case Operation.Pool:
                IntegerRelationKernels.Pool(y, x, (GroupRelation)_layout.RelationOf(index)!, width / 2);
                break;
            case Operation.Maximum:
                IntegerRelationKernels.Maximum(y, x, (GroupRelation)_layout.RelationOf(index)!, width);
                break;
            case Operation.Spread:
                IntegerRelationKernels.Spread(y, x, (GroupRelation)_layout.RelationOf(index)!, stride, accumulate);
                break;
            case Operation.Gather gather:
                GatherKernel.Run(y, x, (NeighbourRelation)_layout.RelationOf(index)!, width / gather.Degree);
                break;
            default:
                throw new UnreachableException(node.Operation.Kind);
        }
    }

    private void RequireLength(int length)
    {
        if (length != Problem.Cells * StateWidth)
        {
            throw new ArgumentException($"{length} entries, the state has {Problem.Cells} cells × {StateWidth}.");
        }
    }
}
