using TinyRecursion.Execution.Float;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Training.Supervision;

/// <summary>
/// Supervision steps of nested cycles (arXiv 2510.04871): an example is over when the halting head holds its answer to
/// be right, but now and then, to explore, not before a random number of steps.
/// </summary>
internal sealed class NestedSupervision(TrainingOptions options, NestedCyclesOptions cycles) : Supervision
{
    /// <inheritdoc/>
    public override ISegmentRunner Open(FloatWeights weights) => new Runner(weights, cycles);

    /// <inheritdoc/>
    public override bool IsOver(Lane lane)
    {
        if (lane.Segments >= options.SegmentsPerExample)
        {
            return true;
        }

        bool explores = lane.Random.NextSingle() < options.HaltExploration;
        int least = 2 + lane.Random.NextInt32(Math.Max(1, options.SegmentsPerExample - 1));
        return lane.HaltScore > 0 && (!explores || lane.Segments >= least);
    }

    private sealed class Runner(FloatWeights weights, NestedCyclesOptions cycles) : ISegmentRunner
    {
        private readonly NestedGradient _nested = new(weights, cycles);

        public void Run(Lane lane, GradientBuffer gradient)
        {
            Problem problem = lane.Example!.Problem;
            int width = weights.Graph.StateWidth;
            if (lane.Segments == 0)
            {
                lane.State = new float[problem.Cells * 2 * width];
                cycles.FillStart(lane.State, width);
            }

            var loss = (TokenLoss)lane.Example.Loss;
            NestedLoss result = _nested.Run(problem, lane.State, loss, gradient);
            lane.LastLoss = (float)result.Total;
            lane.HaltScore = result.HaltScore;
        }

        public void Dispose() => _nested.Dispose();
    }
}
