using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>Writes the sums of every product of a run down.</summary>
/// <param name="evidence">Where they go.</param>
internal sealed unsafe class RecordingWitness(EvidenceWriter evidence) : ComputedWitness(evidence.LeastWidth)
{
    public override void BeginLinear(int node, int rows, int width) => evidence.Begin(node, head: 0, rows, width);

    public override void BeginHead(int node, in AttentionHead head) => evidence.Begin(node, head.Number, head.Rows, head.Width);

    protected override void See(int* sums, int rows, int stride) => evidence.Write(new ReadOnlySpan<int>(sums, rows * stride));

    protected override void OnBegin(int step)
    {
    }

    protected override void OnEnd()
    {
    }
}
