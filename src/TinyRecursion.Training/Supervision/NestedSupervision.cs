using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Problems;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Training.Supervision;

/// <summary>
/// Supervision steps of nested cycles (arXiv 2510.04871): an example is over when the halting head holds its answer to
/// be right, but now and then, to explore, not before a random number of steps.
/// </summary>
internal sealed class NestedSupervision(NestedSupervisionOptions options) : Supervision
{
    public override int StatesPerCell => 2;

    public override ISegmentRunner Open(FloatWeights weights) => new Runner(weights, options);

    public override bool IsOver(BatchSlot slot)
    {
        if (slot.Segments >= options.SegmentsPerExample)
        {
            return true;
        }

        bool explores = slot.Random.NextSingle() < options.HaltExploration;
        int least = 2 + slot.Random.NextInt32(Math.Max(1, options.SegmentsPerExample - 1));
        return slot.HaltLogit > 0 && (!explores || slot.Segments >= least);
    }

    private sealed class Runner(FloatWeights weights, NestedSupervisionOptions options) : ISegmentRunner
    {
        private readonly NestedGradient _nested = new(weights, options.Cycles);

        public void Run(BatchSlot slot, GradientBuffer gradient)
        {
            if (slot.Example!.Loss is not TokenLoss loss)
            {
                throw new ArgumentException(
                    $"Nested cycles are trained on examples with a TokenLoss; the source gives a {slot.Example.Loss.GetType().Name}.");
            }

            Problem problem = slot.Example.Problem;
            int width = weights.Graph.StateWidth;
            float[] start = slot.ReplaceState(problem.Cells * 2 * width);
            if (slot.Segments == 0)
            {
                options.Cycles.FillStart(slot.State, width);
            }
            else
            {
                start.CopyTo(slot.State, 0);
            }

            NestedLoss result = _nested.Run(problem, slot.State, loss, gradient);
            slot.LastLoss = (float)result.Total;
            slot.HaltLogit = result.HaltLogit;
        }

        public void Dispose() => _nested.Dispose();
    }
}
