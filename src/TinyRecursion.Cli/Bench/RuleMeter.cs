using System.Diagnostics;
using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Rules;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Cli.Bench;

/// <summary>Measures a rule on one problem, on one core.</summary>
/// <param name="weights">The rule.</param>
/// <param name="example">The problem, with the loss of a training step.</param>
/// <param name="stepsPerSegment">Steps of a segment.</param>
internal sealed class RuleMeter(FloatWeights weights, TrainingExample example, int stepsPerSegment)
{
    /// <summary>Seconds of one step: the lowest mean of several rounds.</summary>
    public double SecondsPerStep()
    {
        using var session = new FloatSession(weights);
        session.Bind(example.Problem);
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
        using var segment = new SegmentGradient(weights, stepsPerSegment);
        var gradient = new float[weights.Graph.ParameterCount];
        return Best(() =>
        {
            for (int i = 0; i < 4; i++)
            {
                segment.Session.Bind(example.Problem);
                segment.Run(stepsPerSegment, example.Loss, gradient);
            }
        }) / (4 * stepsPerSegment);
    }

    /// <summary>Bytes that one step and one readout allocate after warm-up.</summary>
    public double BytesPerStep()
    {
        using var session = new FloatSession(weights);
        session.Bind(example.Problem);
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
