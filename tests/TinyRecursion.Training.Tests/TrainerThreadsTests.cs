using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Tests.Execution;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Supervision;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>Training gives the same bytes whatever the number of threads, and its inner loop allocates nothing.</summary>
public class TrainerThreadsTests
{
    [Theory]
    [InlineData(1, 0f)]
    [InlineData(2, 0f)]
    [InlineData(7, 0f)]
    [InlineData(2, 0.2f)]
    public void The_number_of_threads_changes_nothing(int threads, float noise)
    {
        (float[] parameters, float[] average, TrainingProgress progress) = Train(1, noise);

        (float[] again, float[] averageAgain, TrainingProgress progressAgain) = Train(threads, noise);

        Assert.Equal(parameters, again);
        Assert.Equal(average, averageAgain);
        Assert.Equal(progress, progressAgain);
    }

    [Fact]
    public void A_segment_with_its_gradient_allocates_nothing()
    {
        SampleCase sample = RandomRules.Draw(2, 64);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var segment = new SegmentGradient(weights, 4);
        using var buffer = new GradientBuffer(sample.Graph);
        var loss = new QuadraticLoss();
        segment.Session.Bind(sample.Problem);

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            segment.Session.SetState(sample.InitialState);
            segment.Forward(4);
            segment.Backward(loss, buffer);
        }));
    }

    private static (float[] Parameters, float[] Average, TrainingProgress Progress) Train(int threads, float noise)
    {
        using var trainer = new Trainer(CopyingSource.Rule(), new CopyingSource(), new TrainingOptions
        {
            Seed = 5, Updates = 12, BatchSize = 21, InitialHint = 2, LearningRate = new LearningRateOptions { WarmUp = 2 },
            Threads = threads, Supervision = new LoopSupervisionOptions { Steps = 4, Losses = 2, SegmentsPerExample = 3, StateNoise = noise },
        });
        TrainingProgress progress = default;
        for (int i = 0; i < 12; i++)
        {
            progress = trainer.Step();
        }

        return (trainer.Parameters, trainer.Average.Values, progress);
    }
}
