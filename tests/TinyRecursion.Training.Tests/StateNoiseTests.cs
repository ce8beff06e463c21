using TinyRecursion.Execution.Float;
using TinyRecursion.Tests.Execution;
using TinyRecursion.Training.Gradients;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>Segments whose states are disturbed before each step.</summary>
public class StateNoiseTests
{
    private const int Steps = 3;

    [Fact]
    public void Without_noise_a_noisy_segment_is_the_plain_one()
    {
        SampleCase sample = RandomRules.Draw(2, 32);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var plain = new SegmentGradient(weights, Steps);
        using var noisy = new SegmentGradient(weights, Steps, noisy: true);

        Assert.Equal(GradientCheck.Gradients(sample, plain, Steps).Parameters, Gradient(sample, weights, noisy, 0f).Gradient);
    }

    [Fact]
    public void One_noisy_step_is_a_plain_one_from_the_disturbed_state()
    {
        SampleCase sample = RandomRules.Draw(3, 32);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var noisy = new SegmentGradient(weights, Steps, noisy: true);
        var random = new SeededRandom(9);
        Bind(sample, noisy);
        noisy.Forward(1, 0.25f, ref random);

        var draws = new SeededRandom(9);
        float[] disturbed = [.. sample.InitialState.Select(value => value + (0.25f * MathF.Sqrt(12f) * (draws.NextSingle() - 0.5f)))];
        Assert.NotEqual(sample.InitialState, disturbed);
        Assert.Equal(draws.State, random.State);
        using var session = new FloatSession(weights);
        session.Bind(sample.Problem);
        session.SetState(disturbed);
        session.Step();
        Assert.Equal(session.Readout().ToArray(), noisy.Session.Readout().ToArray());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_gradient_runs_through_disturbed_states(int seed)
    {
        SampleCase sample = RandomRules.Draw(seed, 16);
        float[] gradient = At(sample.Parameters).Gradient;
        var random = new SeededRandom((ulong)seed);
        float[] direction = [.. gradient.Select(_ => random.NextInt32(2) == 0 ? -1f : 1f)];
        double expected = gradient.Zip(direction).Sum(pair => (double)pair.First * pair.Second);

        double difference = (Moved(1e-4f) - Moved(-1e-4f)) / 2e-4;

        double length = Math.Sqrt(gradient.Sum(entry => (double)entry * entry)) * Math.Sqrt(gradient.Length);
        Assert.InRange(difference - expected, -0.02 * length, 0.02 * length);

        double Moved(float by) => At([.. sample.Parameters.Zip(direction).Select(pair => pair.First + (by * pair.Second))]).Loss;

        (float Loss, float[] Gradient) At(float[] parameters)
        {
            using var weights = new FloatWeights(sample.Graph, parameters);
            using var noisy = new SegmentGradient(weights, Steps, noisy: true);
            return Gradient(sample, weights, noisy, 0.2f);
        }
    }

    private static (float Loss, float[] Gradient) Gradient(SampleCase sample, FloatWeights weights, SegmentGradient segment, float noise)
    {
        var random = new SeededRandom(1);
        using var buffer = new GradientBuffer(weights.Graph);
        Bind(sample, segment);
        segment.Forward(Steps, noise, ref random);
        float loss = segment.Backward(new QuadraticLoss(), buffer);
        var gradient = new float[sample.Parameters.Length];
        buffer.AddTo(gradient, 1f);
        return (loss, gradient);
    }

    private static void Bind(SampleCase sample, SegmentGradient segment)
    {
        segment.Session.Bind(sample.Problem);
        segment.Session.SetState(sample.InitialState);
    }
}
