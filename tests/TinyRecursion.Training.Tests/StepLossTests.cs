using TinyRecursion.Learning;
using TinyRecursion.Training.Supervision;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>Losses that depend on the step.</summary>
public class StepLossTests
{
    [Fact]
    public void A_loss_is_told_the_steps_of_its_example_those_of_earlier_segments_included()
    {
        var source = new RecordingSource();
        using var trainer = new Trainer(CopyingSource.Rule(), source, new TrainingOptions
        {
            BatchSize = 1,
            Supervision = new LoopSupervisionOptions { Steps = 6, Losses = 3, SegmentsPerExample = 2, ReplaceSolved = 0f },
            Updates = 10,
        });
        for (int update = 0; update < 3; update++)
        {
            trainer.Step(TestContext.Current.CancellationToken);
        }

        // Two segments of the first example, one of the second.
        Assert.Equal([2, 4, 6, 8, 10, 12, 2, 4, 6], source.Steps);
    }

    private sealed class RecordingSource : ITrainingSource
    {
        public List<int> Steps { get; } = [];

        public string Identity => "recording";

        public int MaximumHint => 0;

        public TrainingExample Create(ulong seed, int hint) => new(new CopyingSource().Create(seed, 0).Problem, new RecordingLoss(Steps));
    }

    private sealed class RecordingLoss(List<int> steps) : ILogitLoss
    {
        public int Count => 1;

        public int Correct => 0;

        public float Evaluate(ReadOnlySpan<float> logits, Span<float> gradient) => throw new InvalidOperationException();

        public float EvaluateAt(int step, ReadOnlySpan<float> logits, Span<float> gradient)
        {
            steps.Add(step);
            return 0f;
        }
    }
}
