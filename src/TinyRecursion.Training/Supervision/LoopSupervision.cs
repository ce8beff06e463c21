using TinyRecursion.Execution.Float;
using TinyRecursion.Problems;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Training.Supervision;

/// <summary>
/// Segments of the plain loop, with the gradient through all of their steps. An example is over after a number of
/// segments, or with some probability once it is solved.
/// </summary>
internal sealed class LoopSupervision(TrainingOptions options, FloatWeights? teacher) : Supervision
{
    /// <inheritdoc/>
    public override ISegmentRunner Open(FloatWeights weights) => new Runner(weights, options, teacher);

    /// <inheritdoc/>
    public override bool IsOver(Lane lane) =>
        lane.Segments >= options.SegmentsPerExample || (lane.Solved && lane.Random.NextSingle() < options.ReplaceSolved);

    private sealed class Runner(FloatWeights weights, TrainingOptions options, FloatWeights? teacher) : ISegmentRunner
    {
        private readonly StateTargets? _targets = teacher is null ? null : new StateTargets(teacher, options.Distillation!);
        private readonly SegmentGradient _segment = new(weights, options.StepsPerSegment, options.StateNoise > 0);

        public void Run(Lane lane, GradientBuffer gradient)
        {
            Problem problem = lane.Example!.Problem;
            _segment.Session.Bind(problem);
            if (lane.Segments == 0)
            {
                lane.State = new float[problem.Cells * weights.Graph.StateWidth];
                if (lane.Random.NextSingle() < options.RandomStarts)
                {
                    StartingState.Fill(lane.State, lane.Random.NextUInt64());
                }
            }

            int steps = Math.Min(lane.Example.Steps ?? options.StepsPerSegment, options.StepsPerSegment);
            _segment.Session.SetState(lane.State);
            if (options.StateNoise > 0)
            {
                _segment.Forward(steps, options.StateNoise, ref lane.Random);
            }
            else
            {
                _segment.Forward(steps);
            }

            lane.LastLoss = _segment.Backward(
                lane.Example.Loss, gradient, Math.Min(steps, options.LossesPerSegment), lane.Segments * steps, _targets);
            _segment.Session.CopyState(lane.State);
        }

        public void Dispose()
        {
            _segment.Dispose();
            _targets?.Dispose();
        }
    }
}
