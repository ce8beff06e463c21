using System.Diagnostics;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Arithmetic;

namespace TinyRecursion.Cli.Compression;

/// <summary>
/// Compression of the rule of one digit, which sees all there is in its finite domain: it is calibrated on some of it and measured on the
/// whole. <c>trm train arithmetic</c> trains it.
/// </summary>
internal sealed class ArithmeticCompression : CompressionTask
{
    /// <summary>Points of the domain in one problem.</summary>
    private const int Points = 512;

    private const ulong Seed = 1;

    /// <inheritdoc/>
    public override AnswerQuality Measure(Model model, int threads, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        FiniteShape shape = DigitSpecification.Instance.Shape;
        using ModelRule rule = model.Open();
        var machine = FiniteMachine.Tabulate(model.Graph, rule, shape.FeatureKinds, threads, cancellation: cancellation);
        var right = FiniteMachine.Of(DigitSpecification.Instance);
        int same = 0;
        for (int key = 0; key < right.Table.Length; key++)
        {
            same += machine.Table[key] == right.Table[key] ? 1 : 0;
        }

        // Each point is an instance of one cell and one step.
        double share = (double)same / right.Table.Length;
        return new AnswerQuality(right.Table.Length, share, share, MeanSteps: 1, watch.Elapsed);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Problem> Read(int limit)
    {
        FiniteShape shape = DigitSpecification.Instance.Shape;
        for (int i = 0; i < limit; i++)
        {
            var random = SeededRandom.For(Seed, (ulong)i);
            var keys = new long[Points];
            for (int k = 0; k < Points; k++)
            {
                keys[k] = (long)(random.NextUInt64() % (ulong)shape.Size);
            }

            yield return new LocalProblem(shape, keys).Problem;
        }
    }
}
