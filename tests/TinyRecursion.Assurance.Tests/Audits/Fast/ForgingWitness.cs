using TinyRecursion.Assurance.Audits.Fast;
using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Assurance.Tests.Audits.Fast;

/// <summary>Writes evidence of a run in which some sums are not what they should be.</summary>
internal sealed unsafe class ForgingWitness(EvidenceWriter evidence, ForgingWitness.Change change) : ComputedWitness(evidence.LeastWidth)
{
    private int _part = -1;

    /// <summary>Changes sums.</summary>
    /// <param name="part">The number of the part of the evidence that they are, from 0.</param>
    /// <param name="node">The node of the product.</param>
    /// <param name="sums">Rows × columns.</param>
    /// <param name="stride">Columns, padded.</param>
    public delegate void Change(int part, int node, Span<int> sums, int stride);

    private int Node { get; set; }

    public override void BeginLinear(int node, int rows, int width)
    {
        evidence.Begin(node, 0, rows, width);
        Node = node;
    }

    public override void BeginHead(int node, in AttentionHead head)
    {
        evidence.Begin(node, head.Number, head.Rows, head.Width);
        Node = node;
    }

    protected override void See(int* sums, int rows, int stride)
    {
        var all = new Span<int>(sums, rows * stride);
        change(++_part, Node, all, stride);
        evidence.Write(all);
    }

    protected override void OnBegin(int step)
    {
    }

    protected override void OnEnd()
    {
    }
}
