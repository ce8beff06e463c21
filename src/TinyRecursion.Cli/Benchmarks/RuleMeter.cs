using System.Diagnostics;
using TinyRecursion.Execution.Float;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Cli.Benchmarks;

/// <summary>Measures a rule on one problem, on one core.</summary>
/// <param name="weights">The rule.</param>
/// <param name="problem">The problem.</param>
/// <param name="labels">Labels of its relation <c>cell</c>, for the training step.</param>
internal sealed class RuleMeter(FloatWeights weights, Problem problem, int[] labels)
{
    private const int StepsPerSegment = 28;

    /// <summary>Seconds of one step: the lowest mean of several rounds.</summary>
    public double SecondsPerStep()
    {
        using var session = new FloatSession(weights);
        session.Bind(problem);
        return Best(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                session.Step();
            }
        }) / 500;
    }

    /// <summary>Seconds of one step forward and back, as part of a segment.</summary>
    public double SecondsPerTrainingStep()
    {
        using var segment = new SegmentGradient(weights, StepsPerSegment);
        var loss = new ChoiceLoss(problem.Topology.Groups("cell"), labels);
        var gradient = new float[weights.Graph.ParameterCount];
        return Best(() =>
        {
            for (int i = 0; i < 4; i++)
            {
                segment.Session.Bind(problem);
                segment.Run(StepsPerSegment, loss, gradient);
            }
        }) / (4 * StepsPerSegment);
    }

    /// <summary>Bytes that one step and one readout allocate after warm-up.</summary>
    public double BytesPerStep()
    {
        using var session = new FloatSession(weights);
        session.Bind(problem);
        for (int i = 0; i < 10; i++)
        {
            session.Step();
            session.Readout();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            session.Step();
            session.Readout();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1000.0;
    }

    private static double Best(Action round)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < 12; i++)
        {
            var watch = Stopwatch.StartNew();
            round();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }
}
