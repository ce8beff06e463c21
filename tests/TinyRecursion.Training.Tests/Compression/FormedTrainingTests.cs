using TinyRecursion.Learning;
using TinyRecursion.Operations;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Supervision;
using Xunit;

namespace TinyRecursion.Training.Tests.Compression;

/// <summary>Training in a form, by the straight-through estimator.</summary>
public sealed class FormedTrainingTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        Updates = 150, BatchSize = 16, LearningRate = new LearningRateOptions { Peak = 1e-2f, WarmUp = 5 },
        AverageDecay = 0.9f, Threads = 2, InitialHint = 4,
        Supervision = new LoopSupervisionOptions { Steps = 4, Losses = 2, SegmentsPerExample = 1, RandomStarts = 0 },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("form").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Ternary_weights_learn_what_rounding_afterwards_destroys()
    {
        var ternary = new WeightForm { Levels = 1 };
        using Trainer plain = Train(Options), formed = Train(Options, ternary);

        Assert.Equal(ternary.Apply(formed.Graph, formed.Average.Values), formed.Result);
        Assert.Equal(plain.Average.Values, plain.Result);
        double floating = Loss(plain.Result), rounded = Loss(ternary.Apply(plain.Graph, plain.Result)), learned = Loss(formed.Result);
        Assert.True(floating < rounded && learned < rounded, $"{floating}, rounded {rounded}, learned {learned}");
    }

    [Fact]
    public void Pruned_weights_stay_at_zero()
    {
        var half = new WeightForm { Pruned = 0.5f };
        using Trainer trainer = Train(Options, half);

        using Trainer untrained = Train(Options with { Updates = 0 }, half);
        List<int> pruned = half.Smallest(trainer.Graph, untrained.Parameters);
        Assert.Equal(trainer.Graph.WeightsOf(WeightRole.Map).Sum(index => trainer.Graph.Weights[index].Count / 2), pruned.Count);
        Assert.All(pruned, at => Assert.Equal(0, trainer.Result[at]));
        Assert.All(pruned, at => Assert.Equal(0, trainer.Average.Values[at]));
    }

    [Fact]
    public void A_run_that_is_resumed_ends_with_the_same_bytes()
    {
        TrainingOptions options = Options with { Updates = 12 };
        var form = new WeightForm { Levels = 7, Pruned = 0.25f };
        using Trainer whole = Train(options, form), first = Train(options with { Updates = 5 }, form);
        string file = Path.Combine(_folder, "checkpoint.safetensors");
        TrainingCheckpoint.Save(first, file);
        using Trainer second = Start(options, form);
        TrainingCheckpoint.Load(second, file);
        Continue(second);

        Assert.Equal(whole.Result, second.Result);
        using Trainer other = Start(options, new WeightForm { Levels = 1 });
        Assert.ThrowsAny<FormatException>(() => TrainingCheckpoint.Load(other, file));
    }

    private static Trainer Start(TrainingOptions options, WeightForm? form) =>
        new(CopyingSource.Rule(), new CopyingSource(), options, null, new CompressionConstraint { Form = form });

    private static Trainer Train(TrainingOptions options, WeightForm? form = null)
    {
        Trainer trainer = Start(options, form);
        Continue(trainer);
        return trainer;
    }

    private static void Continue(Trainer trainer)
    {
        while (trainer.Updates < trainer.Options.Updates)
        {
            trainer.Step(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The loss on examples of another seed: one update from the parameters says it, and is thrown away.</summary>
    private static double Loss(float[] parameters)
    {
        using var trainer = new Trainer(CopyingSource.Rule(), new CopyingSource(), Options with { Seed = 99, BatchSize = 128 }, parameters);
        return trainer.Step(TestContext.Current.CancellationToken).Loss;
    }
}
