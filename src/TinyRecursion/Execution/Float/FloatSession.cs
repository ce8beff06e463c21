using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Float;

/// <summary>
/// Runs a rule on one problem at a time in floating point. Not safe for use by two threads at once: give each its own
/// session over shared <see cref="FloatWeights"/>. Results are bit-identical on every instruction set.
/// </summary>
internal sealed unsafe class FloatSession : GraphSession<float>
{
    /// <summary>Creates a session: for solving, or one that can keep the values of several steps for their gradient.</summary>
    /// <param name="weights">The rule's weights; once they are disposed the session refuses to run.</param>
    /// <param name="keptSteps">How many steps are kept; step t overwrites step t - keptSteps - 1.</param>
    /// <param name="forGradient">Whether to keep what the gradient needs.</param>
    /// <param name="ownInputs">Whether each step starts from a state of its own, see <see cref="Step(ReadOnlySpan{float})"/>.</param>
    public FloatSession(FloatWeights weights, int keptSteps = 1, bool forGradient = false, bool ownInputs = false)
        : base(new ExecutionPlan(weights.Graph, forGradient, sumsLookups: !forGradient), keptSteps, ownInputs, ScratchOf)
    {
        Weights = weights;
    }

    /// <summary>The rule's weights.</summary>
    public FloatWeights Weights { get; }

    /// <summary>Applies the rule once to a state of its own instead of the one that the last step reached.</summary>
    /// <param name="state">Cells × state width, row by row.</param>
    internal void Step(ReadOnlySpan<float> state)
    {
        RequireLength(state.Length);
        Padding.Unpack(Layout.StateInput(StepCount + 1), state, StateWidth);
        Step();
    }

    /// <summary>Reads the logits out of the state after a step that is still kept.</summary>
    internal ReadOnlySpan<float> Readout(int step)
    {
        Span<float> logits = Logits;
        Head(Graph.Readout, step, logits, Problem.Cells, Graph.ReadoutWidth);
        GC.KeepAlive(this);
        return logits;
    }

    /// <summary>The row scales of a normalisation at a step.</summary>
    internal float* Scales(int node, int step) => Layout.Scales(node, step);

    protected override void WriteState(ReadOnlySpan<float> state) => Padding.Unpack(StateAt(0), state, StateWidth);

    protected override ReadOnlySpan<float> ReadLogits() => Readout(StepCount);

    protected override float LargestChange() => RowKernels.LargestDifference(
        StateAt(StepCount), StateAt(StepCount - 1), Problem.Cells * Padding.Stride(StateWidth));

    private protected override float ReadFirst(int head)
    {
        float score = 0f;
        Head(head, StepCount, new Span<float>(ref score), cells: 1, classes: 1);
        return score;
    }

    private protected override void Read(int node, float* value, Span<float> target) => Padding.Pack(target, value, StateWidth);

    private protected override void Execute(ExecutionPlan.Instruction[] instructions, int step)
    {
        foreach (ExecutionPlan.Instruction instruction in instructions)
        {
            if (instruction.Sum is { } sum)
            {
                float* from = Value(instruction.Node, step), to = Value(sum, step);
                long count = Padding.Size(RowsOf(sum), Graph.Nodes[sum].Shape.Width);
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
                Compute(instruction.Node, instruction.Accumulate, step);
            }
        }
    }

    private void Compute(int index, bool accumulate, int step)
    {
        Node node = Graph.Nodes[index];
        float* y = Value(index, step);
        float* x = node.Inputs.Count > 0 ? Value(node.Inputs[0], step) : null;
        int rows = RowsOf(index);
        int width = node.Shape.Width, stride = Padding.Stride(width);
        long count = Padding.Size(rows, width);
        switch (node.Operation)
        {
            case Operation.Embed embed:
                RelationKernels.Embed(
                    y, Weights.Rows(embed.Table), Graph.Weights[embed.Table].Rows, stride, Problem, embed.Column, accumulate);
                break;
            case Operation.Linear linear:
                int inner = Graph.Weights[linear.Weight].Rows;
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
                WeightShape table = Graph.Weights[slot.Table];
                RelationKernels.EmbedSlot(y, Weights.Rows(slot.Table), table.Rows, table.Columns, width, Problem, slot.Column);
                break;
            case Operation.RmsNorm norm:
                RowKernels.RmsNorm(y, Scales(index, step), x, Padding.Rows(rows), width, norm.Epsilon);
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
                    y, x, Value(node.Inputs[1], step), Value(node.Inputs[2], step), rows, width, attention.Heads, Layout.Scratch);
                break;
            case Operation.Transpose:
                CommonKernels.Transpose(y, stride, x, Padding.Stride(rows), width, rows);
                break;
            case Operation.Relu:
                RowKernels.Relu(y, x, count);
                break;
            case Operation.Silu:
                RowKernels.Silu(y, x, count);
                break;
            case Operation.Multiply when Plan.Gates[node.Inputs[0]]:
                RowKernels.SiluMultiply(y, x, Value(node.Inputs[1], step), count);
                break;
            case Operation.Multiply:
                RowKernels.Multiply(y, x, Value(node.Inputs[1], step), count, accumulate: false);
                break;
            case Operation.Snap snap:
                CommonKernels.Snap(y, x, rows, width, snap.Width, 1f);
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
                CommonKernels.Gather(y, x, (NeighbourRelation)RelationOf(index)!, width / gather.Degree);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(node.Operation.Kind);
        }
    }

    /// <summary>Reads the first classes of a head out of the first cells of the state after a step.</summary>
    private void Head(int head, int step, Span<float> logits, int cells, int classes)
    {
        var linear = (Operation.Linear)Graph.Nodes[head].Operation;
        RowKernels.Readout(
            logits, StateAt(step), Weights.HeadTransposed(linear.Weight),
            linear.Bias is { } bias ? Weights.Rows(bias) : null, cells, StateWidth, classes);
    }

    private static long ScratchOf(Node node, Problem problem) => node.Operation is Operation.Attention attention
        ? AttentionKernel.ScratchSize(problem.Cells, node.Shape.Width / attention.Heads)
        : 0;
}
