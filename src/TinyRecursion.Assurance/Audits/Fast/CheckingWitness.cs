using System.Globalization;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>Takes sums from the evidence instead of multiplying, and tests them.</summary>
internal sealed unsafe class CheckingWitness : ProductWitness
{
    private readonly EvidenceReader _evidence;
    private readonly string _name;
    private readonly FreivaldsCheck[] _checks;
    private long _steps;
    private int _step;
    private int _node;
    private int _row;

    /// <summary>Draws the vectors of a rule.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="constants">Its numbers.</param>
    /// <param name="challenge">Where vectors come from.</param>
    /// <param name="evidence">The evidence.</param>
    /// <param name="name">Its name, for errors.</param>
    public CheckingWitness(RuleGraph graph, IntegerConstants constants, Challenge challenge, EvidenceReader evidence, string name)
        : base(evidence.LeastWidth)
    {
        (_evidence, _name) = (evidence, name);
        _checks = [.. Enumerable.Range(0, challenge.Repetitions).Select(
            repetition => new FreivaldsCheck(new FreivaldsVectors(graph, constants, LeastWidth, challenge, repetition), challenge, repetition))];
    }

    public override void BeginLinear(int node, int rows, int width)
    {
        _evidence.Begin(node, head: 0, rows, width);
        (_node, _row) = (node, 0);
    }

    public override int* Linear(IntegerProduct product, short* x, int xStride, int rows)
    {
        int* sums = _evidence.Take(rows * product.Stride);
        foreach (FreivaldsCheck check in _checks)
        {
            check.AddLinear(_node, _row, sums, x, xStride, rows);
        }

        _row += rows;
        return sums;
    }

    public override void BeginHead(int node, in AttentionHead head)
    {
        _evidence.Begin(node, head.Number, head.Rows, head.Width);
        _row = 0;
        foreach (FreivaldsCheck check in _checks)
        {
            check.BeginHead(node, head);
        }
    }

    public override int* Scores(in AttentionHead head, short* queries, int rows)
    {
        int* sums = _evidence.Take(rows * Padding.Stride(head.Rows));
        foreach (FreivaldsCheck check in _checks)
        {
            check.AddScores(_row, sums, queries, head.Stride, rows);
        }

        return sums;
    }

    public override int* Mixture(in AttentionHead head, int* weights, int rows)
    {
        int* sums = _evidence.Take(rows * Padding.Stride(head.Width));
        foreach (FreivaldsCheck check in _checks)
        {
            check.AddMixture(_row, sums, weights, rows);
        }

        _row += rows;
        return sums;
    }

    protected override void OnBegin(int step) => (_step, _steps) = (step, _steps + (step > 0 ? 1 : 0));

    protected override void OnEnd()
    {
        foreach (FreivaldsCheck check in _checks)
        {
            if (check.EndStep() is { } row)
            {
                throw new WrongProductException(string.Create(
                    CultureInfo.InvariantCulture, $"{_name}: {LocatingWitness.StepName(_steps, _step)}, row {row}: a product is not what the evidence says"));
            }
        }
    }
}
