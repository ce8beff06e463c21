using System.Diagnostics;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Integer;

/// <summary>An <see cref="IntegerRule"/> at work on one problem.</summary>
internal sealed unsafe class IntegerSession : GraphSession<short>, ICanonicalState
{
    private readonly IntegerRule _rule;
    private readonly int _exponent;
    private readonly short[]?[] _turns;
    private short[] _packed = [];

    /// <summary>Creates a session.</summary>
    public IntegerSession(IntegerRule rule)
        : base(rule.Plan, keptSteps: 1, ownInputs: false, ScratchOf)
    {
        _rule = rule;
        _exponent = rule.Constants.Exponents[Graph.NextState];
        _turns = new short[]?[Graph.Nodes.Count];
    }

    StateKind ICanonicalState.Kind => StateKind.Integers;

    private short* State => StateAt(StepCount);

    ReadOnlySpan<byte> ICanonicalState.Bytes()
    {
        int count = Problem.Cells * StateWidth;
        if (Padding.Stride(StateWidth) == StateWidth)
        {
            return StateBytes.Of(new ReadOnlySpan<short>(State, count));
        }

        Padding.Pack(_packed.AsSpan(0, count), State, StateWidth);
        return StateBytes.Of(_packed.AsSpan(0, count));
    }

    protected override void Prepare(Problem problem)
    {
        for (int node = 0; node < _turns.Length; node++)
        {
            if (Graph.Nodes[node].Operation is Operation.Rotary rotary)
            {
                _turns[node] = IntegerAttention.Turns(_turns[node], problem.Cells, Graph.Nodes[node].Shape.Width / rotary.Heads, rotary.Theta);
            }
        }

        if (_packed.Length < problem.Cells * StateWidth)
        {
            _packed = new short[problem.Cells * StateWidth];
        }

        base.Prepare(problem);
    }

    protected override void WriteState(ReadOnlySpan<float> state)
    {
        for (int i = 0; i < state.Length; i++)
        {
            double scaled = Math.Round(state[i] * Math.ScaleB(1, _exponent), MidpointRounding.AwayFromZero);
            _packed[i] = double.IsNaN(scaled) ? (short)0 : (short)Math.Clamp(scaled, short.MinValue, short.MaxValue);
        }

        Padding.Unpack(StateAt(0), _packed.AsSpan(0, state.Length), StateWidth);
    }

    protected override ReadOnlySpan<float> ReadLogits()
    {
        Span<float> logits = Logits;
        if (Graph.ReadoutWidth == 1)
        {
            _rule.Products[Graph.Readout]!.RunColumn(logits, State, MathF.ScaleB(1f, -_rule.Constants.Exponents[Graph.Readout]));
            return logits;
        }

        Head(Graph.Readout, Problem.Cells);
        Widen(Layout.Scratch, Graph.ReadoutWidth, _rule.Constants.Exponents[Graph.Readout], logits);
        return logits;
    }

    private protected override float ReadFirst(int head)
    {
        Head(head, rows: 1);
        return *Layout.Scratch * MathF.ScaleB(1f, -_rule.Constants.Exponents[head]);
    }

    protected override float LargestChange()
    {
        // Padding columns are zeros before and after; padding rows are not looked at.
        long count = (long)Problem.Cells * Padding.Stride(StateWidth);
        return IntegerRowKernels.LargestDifference(State, StateAt(StepCount - 1), count) * MathF.ScaleB(1f, -_exponent);
    }

    private protected override void Read(int node, short* value, Span<float> target) =>
        Widen(value, StateWidth, _rule.Constants.Exponents[node], target);

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

    private void Head(int head, int rows) =>
        _rule.Products[head]!.Run(Layout.Scratch, State, Padding.Stride(StateWidth), rows, accumulate: false);

    private protected override void Execute(ExecutionPlan.Instruction[] instructions, int step)
    {
        if (_rule.Witness is not { } witness)
        {
            CarryOut(instructions, step);
            return;
        }

        bool completed = false;
        witness.BeginStep(step);
        try
        {
            CarryOut(instructions, step);
            completed = true;
        }
        finally
        {
            witness.EndStep(completed);
        }
    }

    private void CarryOut(ExecutionPlan.Instruction[] instructions, int step)
    {
        short** terms = stackalloc short*[IntegerRowKernels.MostTerms];
        for (int i = 0; i < instructions.Length; i++)
        {
            if (instructions[i].Sum is not { } sum)
            {
                Compute(instructions[i].Node, instructions[i].Accumulate, step);
                continue;
            }

            // Finished values that follow each other into the same sum are added in one pass.
            int number = 0;
            short* y = Value(sum, step);
            if (instructions[i].Accumulate)
            {
                terms[number++] = y;
            }

            terms[number++] = Value(instructions[i].Node, step);
            for (; number < IntegerRowKernels.MostTerms && i + 1 < instructions.Length && instructions[i + 1].Sum == sum; i++)
            {
                terms[number++] = Value(instructions[i + 1].Node, step);
            }

            long count = Padding.Size(RowsOf(sum), Graph.Nodes[sum].Shape.Width);
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

    private void Compute(int index, bool accumulate, int step)
    {
        Node node = Graph.Nodes[index];
        IntegerConstants constants = _rule.Constants;
        short* y = Value(index, step);
        short* x = node.Inputs.Count > 0 ? Value(node.Inputs[0], step) : null;
        int rows = RowsOf(index), width = node.Shape.Width, stride = Padding.Stride(width);
        long count = Padding.Size(rows, width);
        switch (node.Operation)
        {
            case Operation.Embed embed:
                IntegerRelationKernels.Embed(y, constants.Tables[index], Problem, embed.Column);
                break;
            case Operation.EmbedSlot slot:
                IntegerRelationKernels.EmbedSlot(y, constants.Tables[index], width, Problem, slot.Column);
                break;
            case Operation.Linear when _rule.Sums[index] is { } sums:
                Linear(_rule.Witness!, sums, index, y, x, rows, accumulate);
                break;
            case Operation.Linear:
                _rule.Products[index]!.Run(y, x, Padding.Stride(Graph.Nodes[node.Inputs[0]].Shape.Width), rows, accumulate);
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
                if (Plan.Gates[node.Inputs[0]])
                {
                    IntegerRowKernels.Silu(x, x, constants.Exponents[node.Inputs[0]], count);
                }

                ReadOnlySpan<int> exponents = constants.Exponents;
                IntegerRowKernels.Multiply(
                    y, x, Value(node.Inputs[1], step), exponents[node.Inputs[0]] + exponents[node.Inputs[1]] - exponents[index], count);
                break;
            case Operation.Scale:
                IntegerRowKernels.Scale(y, x, constants.Factors[index], count);
                break;
            case Operation.Rotary rotary:
                IntegerAttention.Rotate(y, x, _turns[index]!, rows, width, rotary.Heads);
                break;
            case Operation.Attention attention when _rule.Witness is { } witness && rows <= WitnessedAttention.MostRows:
                WitnessedAttention.Run(
                    witness, index, y, x, Value(node.Inputs[1], step), Value(node.Inputs[2], step), rows, width, attention.Heads,
                    constants.Scores[index], Layout.Scratch);
                break;
            case Operation.Attention attention:
                IntegerAttention.Run(
                    y, x, Value(node.Inputs[1], step), Value(node.Inputs[2], step), rows, width, attention.Heads, constants.Scores[index], Layout.Scratch);
                break;
            case Operation.Transpose:
                CommonKernels.Transpose(y, stride, x, Padding.Stride(rows), width, rows);
                break;
            case Operation.Snap snap:
                CommonKernels.Snap(y, x, rows, width, snap.Width, (short)(1 << constants.Exponents[index]));
                break;
            case Operation.Pool:
                IntegerRelationKernels.Pool(y, x, (GroupRelation)RelationOf(index)!, width / 2);
                break;
            case Operation.Maximum:
                IntegerRelationKernels.Maximum(y, x, (GroupRelation)RelationOf(index)!, width);
                break;
            case Operation.Spread:
                IntegerRelationKernels.Spread(y, x, (GroupRelation)RelationOf(index)!, stride, accumulate);
                break;
            case Operation.Gather gather:
                CommonKernels.Gather(y, x, (NeighbourRelation)RelationOf(index)!, width / gather.Degree);
                break;
            default:
                throw new UnreachableException(node.Operation.Kind);
        }
    }

    /// <summary>A linear map of whose sums a witness stands by.</summary>
    private void Linear(ProductWitness witness, IntegerSums finish, int node, short* y, short* x, int rows, bool accumulate)
    {
        int stride = Padding.Stride(Graph.Nodes[node].Shape.Width), xStride = Padding.Stride(Graph.Nodes[Graph.Nodes[node].Inputs[0]].Shape.Width);
        int atOnce = ProductWitness.RowsAtOnce(stride);
        witness.BeginLinear(node, rows, Graph.Nodes[node].Shape.Width);
        for (int row = 0; row < rows; row += atOnce)
        {
            int count = Math.Min(atOnce, rows - row);
            int* sums = witness.Linear(_rule.Products[node]!, x + ((long)row * xStride), xStride, count);
            finish.Finish(y + ((long)row * stride), sums, count, accumulate);
        }
    }
}
