using TinyRecursion.Learning;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Graphs;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Graphs;

public class ArrivalLossTests
{
    [Fact]
    public void Each_step_has_the_loss_of_its_own_labels()
    {
        var loss = new ArrivalLoss([1, 3, int.MaxValue]);
        float[] scores = [1f, 2f, 3f, 0f, -1f, 2f];
        foreach ((int step, int[] labels) in ((int, int[])[])[(0, [0, 0, 0]), (1, [1, 0, 0]), (2, [1, 0, 0]), (3, [1, 1, 0]), (99, [1, 1, 0])])
        {
            float[] gradient = new float[6], expected = new float[6];
            var plain = new TokenLoss(0, labels);

            Assert.Equal(plain.Evaluate(scores, expected), loss.EvaluateAt(step, scores, gradient));
            Assert.Equal(expected, gradient);
            Assert.Equal((plain.Correct, 3), (loss.Correct, loss.Count));
        }
    }

    [Fact]
    public void Without_a_step_it_is_the_end()
    {
        var loss = new ArrivalLoss([7, int.MaxValue]);

        loss.Evaluate([0f, 1f, 1f, 0f], new float[4]);

        Assert.Equal(2, loss.Correct);
    }

    [Fact]
    public void A_loss_is_told_the_steps_of_its_example_those_of_earlier_segments_included()
    {
        var source = new RecordingSource();
        using var trainer = new Trainer(CopyingSource.Rule(), source, new TrainingOptions
        {
            BatchSize = 1, StepsPerSegment = 6, LossesPerSegment = 3, SegmentsPerExample = 2, ReplaceSolved = 0f, Updates = 10,
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

        public int MaximumHelp => 0;

        public TrainingExample Create(ulong seed, int help)
        {
            Problem problem = new CopyingSource().Create(seed, 0).Problem;
            return new TrainingExample(problem, new RecordingLoss(Steps));
        }
    }

    private sealed class RecordingLoss(List<int> steps) : IScoreLoss
    {
        public int Count => 1;

        public int Correct => 0;

        public float Evaluate(ReadOnlySpan<float> scores, Span<float> gradient) => throw new InvalidOperationException();

        public float EvaluateAt(int step, ReadOnlySpan<float> scores, Span<float> gradient)
        {
            steps.Add(step);
            return 0f;
        }
    }
}
