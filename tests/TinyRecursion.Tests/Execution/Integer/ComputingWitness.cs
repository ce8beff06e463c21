using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>A witness that works sums out by the plainest loops, and counts what it was asked for.</summary>
internal sealed unsafe class ComputingWitness(int leastWidth) : ProductWitness(leastWidth)
{
    private readonly PinnedArray<int> _sums = new(1 << 16);
    private int _node;

    /// <summary>How often each node was asked for.</summary>
    public Dictionary<int, int> Asked { get; } = [];

    /// <summary>Steps that ended, by number.</summary>
    public List<int> Steps { get; } = [];

    public int Step { get; private set; }

    public override void BeginLinear(int node, int rows, int width) => Begin(node);

    public override int* Linear(IntegerProduct product, short* x, int xStride, int rows)
    {
        product.Sums(_sums.Start, x, xStride, rows);
        return _sums.Start;
    }

    public override void BeginHead(int node, in AttentionHead head) => Begin(node);

    public override int* Scores(in AttentionHead head, short* queries, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            WitnessedAttention.Scores(_sums.Start + (row * Padding.Stride(head.Rows)), head, queries + (row * head.Stride));
        }

        return _sums.Start;
    }

    public override int* Mixture(in AttentionHead head, int* weights, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            WitnessedAttention.Mixture(_sums.Start + (row * Padding.Stride(head.Width)), head, weights + (row * Padding.Stride(head.Rows)));
        }

        return _sums.Start;
    }

    protected override void OnBegin(int step) => Step = step;

    protected override void OnEnd() => Steps.Add(Step);

    private void Begin(int node)
    {
        _node = node;
        Asked[_node] = Asked.GetValueOrDefault(_node) + 1;
    }
}
