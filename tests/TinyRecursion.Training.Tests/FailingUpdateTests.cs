using TinyRecursion.Learning;
using TinyRecursion.Models.Trm;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Recipes;
using TinyRecursion.Training.Supervision;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>An update that fails changes nothing, and the trainer goes on from there.</summary>
public sealed class FailingUpdateTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        Seed = 3, Updates = 20, BatchSize = 9, InitialHint = 2, Threads = 2, LearningRate = new LearningRateOptions { WarmUp = 2 },
        Supervision = new LoopSupervisionOptions { Steps = 3, Losses = 2, SegmentsPerExample = 3, StateNoise = 0.1f },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("failing").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Failure.NotFinite, typeof(DivergenceException))]
    [InlineData(Failure.Exception, typeof(InvalidOperationException))]
    [InlineData(Failure.Cancellation, typeof(OperationCanceledException))]
    public void It_leaves_everything_as_it_was(Failure failure, Type exception)
    {
        using var cancellation = new CancellationTokenSource();
        var source = new FailingSource(cancellation);
        using Trainer whole = Start(new CopyingSource()), trainer = Start(source);
        for (int i = 0; i < 6; i++)
        {
            whole.Step();
            trainer.Step();
        }

        byte[] before = Bytes(trainer);
        source.Failure = failure;
        Assert.IsType(exception, Record.Exception(() => trainer.Step(cancellation.Token)));

        Assert.Equal(before, Bytes(trainer));
        Assert.Equal(6, trainer.Updates);
        source.Failure = Failure.None;
        Assert.Equal(whole.Step(), trainer.Step());
        Assert.Equal(Bytes(whole), Bytes(trainer));
    }

    [Fact]
    public void Parameters_that_are_not_finite_leave_the_states_alone()
    {
        using Trainer trainer = Start(new CopyingSource());
        for (int i = 0; i < 4; i++)
        {
            trainer.Step();
        }

        float[] kept = [.. trainer.Parameters];
        byte[] before = Bytes(trainer);
        Array.Fill(trainer.Parameters, float.NaN);
        trainer.ReloadWeights();
        Assert.Throws<DivergenceException>(() => trainer.Step());

        kept.CopyTo(trainer.Parameters, 0);
        Assert.Equal(before, Bytes(trainer));
    }

    [Fact]
    public void Nested_cycles_need_token_losses()
    {
        var config = new TrmConfig
        {
            SequenceLength = 6, VocabularySize = 5, PuzzleCount = 1, HighCycles = 1, LowCycles = 1, Layers = 1, Width = 16, Expansion = 2,
            Heads = 2, Positions = TrmPositions.Learned, HaltMaximumSteps = 4,
        };
        TrmModel model = TrmInitialisation.Draw(config, 1);
        var options = new TrainingOptions { BatchSize = 3, Supervision = new NestedSupervisionOptions(model.Cycles) };
        using var trainer = new Trainer(model.Graph, new CopyingSource(), options, model.Parameters.ToArray());

        Assert.Contains("TokenLoss; the source gives a ChoiceLoss", Assert.Throws<ArgumentException>(() => trainer.Step()).Message, StringComparison.Ordinal);
        Assert.Contains("plain loop", Assert.Throws<ArgumentException>(() => new Trainer(
            model.Graph, new CopyingSource(), options, model.Parameters.ToArray(),
            new CompressionConstraint { Distillation = new Distillation(model.Graph, model.Parameters) })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Equal("Batch size: expected 1 to 65536, found 2147483647.", Refusal(Options with { BatchSize = int.MaxValue }));
        Assert.Equal(
            "Losses of a segment: expected 1 to 3, found 4.", Refusal(Options with { Supervision = new LoopSupervisionOptions { Steps = 3, Losses = 4 } }));
        Assert.StartsWith("Learning rate: expected a number", Refusal(Options with { LearningRate = new LearningRateOptions { Peak = float.NaN } }), StringComparison.Ordinal);

        static string Refusal(TrainingOptions options) =>
            Assert.Throws<ArgumentException>(() => new Trainer(CopyingSource.Rule(), new CopyingSource(), options)).Message;
    }

    private static Trainer Start(ITrainingSource source) => new(CopyingSource.Rule(), source, Options);

    private byte[] Bytes(Trainer trainer)
    {
        string path = Path.Combine(_folder, "bytes.safetensors");
        TrainingCheckpoint.Save(trainer, path);
        return File.ReadAllBytes(path);
    }

    public enum Failure
    {
        None, NotFinite, Exception, Cancellation,
    }

    /// <summary>Fails on new examples, of which every update has some.</summary>
    private sealed class FailingSource(CancellationTokenSource cancellation) : ITrainingSource
    {
        private readonly CopyingSource _inner = new();

        public Failure Failure { get; set; }

        public string Identity => _inner.Identity;

        public int MaximumHint => _inner.MaximumHint;

        public TrainingExample Create(ulong seed, int hint)
        {
            TrainingExample example = _inner.Create(seed, hint);
            switch (Failure)
            {
                case Failure.NotFinite:
                    return example with { Loss = new InfiniteLoss() };
                case Failure.Exception:
                    throw new InvalidOperationException("no example");
                case Failure.Cancellation:
                    cancellation.Cancel();
                    return example;
                default:
                    return example;
            }
        }
    }

    private sealed class InfiniteLoss : ILogitLoss
    {
        public int Count => 1;

        public int Correct => 0;

        public float Evaluate(ReadOnlySpan<float> logits, Span<float> gradient)
        {
            gradient.Fill(float.PositiveInfinity);
            return float.PositiveInfinity;
        }
    }
}
