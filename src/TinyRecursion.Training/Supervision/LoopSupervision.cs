using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Problems;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Training.Supervision;

/// <summary>
/// Segments of the plain loop, with the gradient through all of their steps. An example is over after a number of
/// segments, or with some probability once it is solved.
/// </summary>
internal sealed class LoopSupervision(LoopSupervisionOptions options, Distillation? distillation, FloatWeights? teacher) : Supervision
{
    public override int StatesPerCell => 1;

    public override ISegmentRunner Open(FloatWeights weights) =>
        new Runner(weights, options, teacher is null ? null : new StateTargets(teacher, distillation!));

    public override bool IsOver(BatchSlot slot) =>
        slot.Segments >= options.SegmentsPerExample || (slot.Solved && slot.Random.NextSingle() < options.ReplaceSolved);

    private sealed class Runner(FloatWeights weights, LoopSupervisionOptions options, StateTargets? targets) : ISegmentRunner
    {
        private readonly SegmentGradient _segment = new(weights, options.Steps, options.StateNoise > 0);

        public void Run(BatchSlot slot, GradientBuffer gradient)
        {
            Problem problem = slot.Example!.Problem;
            _segment.Session.Bind(problem);
            float[] start = slot.ReplaceState(problem.Cells * weights.Graph.StateWidth);
            if (slot.Segments == 0)
            {
                start = slot.State;
                start.AsSpan().Clear();
                if (slot.Random.NextSingle() < options.RandomStarts)
                {
                    SeededRandom.Fill(start, slot.Random.NextUInt64());
                }
            }

            int steps = Math.Min(slot.Example.Steps ?? options.Steps, options.Steps);
            _segment.Session.SetState(start);
            if (options.StateNoise > 0)
            {
                _segment.Forward(steps, options.StateNoise, ref slot.Random);
            }
            else
            {
                _segment.Forward(steps);
            }

            slot.LastLoss = _segment.Backward(
                slot.Example.Loss, gradient, Math.Min(steps, options.Losses), slot.Segments * steps, targets);
            _segment.Session.CopyState(slot.State);
        }

        public void Dispose()
        {
            _segment.Dispose();
            targets?.Dispose();
        }
    }
}
