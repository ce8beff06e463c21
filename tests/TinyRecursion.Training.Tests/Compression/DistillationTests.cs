using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Supervision;
using Xunit;

namespace TinyRecursion.Training.Tests.Compression;

/// <summary>A learner that follows the steps of a teacher.</summary>
public class DistillationTests
{
    private const float Weight = 3f;

    [Fact]
    public void Who_does_as_the_teacher_does_learns_nothing_from_it()
    {
        SampleCase sample = RandomRules.Draw(2, 24);

        (float alone, float[] gradient) = Run(sample, sample.Parameters, null, steps: 3);
        (float followed, float[] same) = Run(sample, sample.Parameters, sample.Parameters, steps: 3);

        Assert.Equal(alone, followed);
        Assert.Equal(gradient, same);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    public void The_gradient_is_that_of_the_mean_square_difference(int seed, int stride)
    {
        SampleCase sample = RandomRules.Draw(seed, 16);
        var random = new SeededRandom((ulong)seed);
        float[] teacher = [.. sample.Parameters.Select(value => value + (0.2f * (random.NextSingle() - 0.5f)))];
        float[] direction = [.. teacher.Select(_ => random.NextInt32(2) == 0 ? -1f : 1f)];

        // After one step the teacher's target hangs on the start alone.
        (_, float[] gradient) = Run(sample, sample.Parameters, teacher, steps: 1, stride);
        double expected = gradient.Zip(direction).Sum(pair => (double)pair.First * pair.Second);
        double difference = (Moved(1e-3f) - Moved(-1e-3f)) / 2e-3;

        double length = Math.Sqrt(gradient.Sum(entry => (double)entry * entry)) * Math.Sqrt(gradient.Length);
        Assert.InRange(difference - expected, -0.02 * length, 0.02 * length);

        double Moved(float by) =>
            Run(sample, [.. sample.Parameters.Zip(direction).Select(pair => pair.First + (by * pair.Second))], teacher, 1, stride).Loss;
    }

    [Fact]
    public void A_smaller_rule_learns_to_take_the_teachers_steps()
    {
        RuleGraph graph = CopyingSource.Rule();
        TrainingOptions options = new()
        {
            Updates = 200, BatchSize = 16, LearningRate = new LearningRateOptions { Peak = 1e-2f, WarmUp = 5 },
            AverageDecay = 0.9f, InitialHint = 4,
            Supervision = new LoopSupervisionOptions { Steps = 4, Losses = 2, SegmentsPerExample = 1, RandomStarts = 0.5f },
        };
        float[] teacher = Train(graph, options);
        (RuleGraph smaller, float[] start) = ChannelPruning.Remove(graph, teacher, 0.5f);
        Assert.True(smaller.ParameterCount < graph.ParameterCount);

        float[] learned = Train(smaller, options, start, new Distillation(graph, teacher));

        double before = Drift(smaller, start), after = Drift(smaller, learned);
        Assert.True(after < before / 2, $"{before} before, {after} after");

        double Drift(RuleGraph rule, float[] parameters)
        {
            using var left = new NeuralRule(graph, teacher);
            using var right = new NeuralRule(rule, parameters);
            return TrajectoryFidelity.Measure(left, right, [new CopyingSource().Create(5, 4).Problem, new CopyingSource().Create(6, 4).Problem], steps: 1)[0];
        }
    }

    [Fact]
    public void A_teacher_of_another_state_is_refused()
    {
        RuleGraph graph = CopyingSource.Rule();
        SampleCase other = OperationSamples.Draw("Linear", 3, 32);
        Assert.NotEqual(graph.StateWidth, other.Graph.StateWidth);

        Assert.Contains("entries a cell", Assert.Throws<ArgumentException>(() => new Trainer(
            graph, new CopyingSource(), new TrainingOptions(), null,
            new CompressionConstraint { Distillation = new Distillation(other.Graph, other.Parameters) })).Message, StringComparison.Ordinal);
    }

    private static float[] Train(RuleGraph graph, TrainingOptions options, float[]? start = null, Distillation? distillation = null)
    {
        using var trainer = new Trainer(graph, new CopyingSource(), options, start, new CompressionConstraint { Distillation = distillation });
        while (trainer.Updates < options.Updates)
        {
            trainer.Step(TestContext.Current.CancellationToken);
        }

        return trainer.Result;
    }

    private static (float Loss, float[] Gradient) Run(SampleCase sample, float[] parameters, float[]? teacher, int steps, int stride = 1)
    {
        using var weights = new FloatWeights(sample.Graph, parameters);
        using var segment = new SegmentGradient(weights, steps);
        using var buffer = new GradientBuffer(sample.Graph);
        using FloatWeights? taught = teacher is null ? null : new FloatWeights(sample.Graph, teacher);
        using StateTargets? targets = taught is null ? null
            : new StateTargets(taught, new Distillation(sample.Graph, teacher) { Weight = Weight, Stride = stride });
        segment.Session.Bind(sample.Problem);
        segment.Session.SetState(sample.InitialState);
        segment.Forward(steps);
        float loss = segment.Backward(new QuadraticLoss(), buffer, targets: targets);
        var gradient = new float[parameters.Length];
        buffer.AddTo(gradient, 1f);
        return (loss, gradient);
    }
}
