using System.Globalization;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// Works every sum out and compares it with the evidence: as dear as a replay, for evidence that a test has refused without saying where.
/// </summary>
/// <param name="graph">The rule.</param>
/// <param name="evidence">The evidence.</param>
/// <param name="name">Its name, for errors.</param>
internal sealed unsafe class LocatingWitness(RuleGraph graph, EvidenceReader evidence, string name) : ComputedWitness(evidence.LeastWidth)
{
    private long _steps;
    private int _step;
    private int _node;
    private int? _head;
    private int _row;

    public override void BeginLinear(int node, int rows, int width)
    {
        evidence.Begin(node, head: 0, rows, width);
        (_node, _head, _row) = (node, null, 0);
    }

    public override void BeginHead(int node, in AttentionHead head)
    {
        evidence.Begin(node, head.Number, head.Rows, head.Width);
        (_node, _head, _row) = (node, head.Number, 0);
    }

    protected override void See(int* sums, int rows, int stride)
    {
        int* claimed = evidence.Take(rows * stride);
        int at = new ReadOnlySpan<int>(claimed, rows * stride).CommonPrefixLength(new ReadOnlySpan<int>(sums, rows * stride));
        if (at < rows * stride)
        {
            string head = _head is { } number ? string.Create(CultureInfo.InvariantCulture, $", head {number}") : string.Empty;
            throw new EvidenceException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {StepName(_steps, _step)}, node {_node} ({graph.Nodes[_node].Operation.Kind}){head}, row {_row + (at / stride)}, column {at % stride}: expected the sum {sums[at]}, found {claimed[at]}"));
        }

        _row += rows;
    }

    protected override void OnBegin(int step)
    {
        (_step, _steps) = (step, _steps + (step > 0 ? 1 : 0));
    }

    protected override void OnEnd()
    {
    }

    /// <summary>A step as messages name it.</summary>
    /// <param name="steps">Steps of the whole run until now.</param>
    /// <param name="step">The step of its session; 0 for what is worked out once for a problem.</param>
    internal static string StepName(long steps, int step) => step == 0
        ? string.Create(CultureInfo.InvariantCulture, $"before step {steps + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"step {steps}");
}
