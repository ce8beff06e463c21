using TinyRecursion.Models;
using TinyRecursion.Training.Optimisation;
using TinyRecursion.Training.Supervision;
using Xunit;

namespace TinyRecursion.Tests.Training;

/// <summary>A run that stops anywhere and goes on from its checkpoint ends with the bytes of one that did not stop.</summary>
public sealed class TrainingCheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint").FullName;

    private string Checkpoint => Path.Combine(_folder, "checkpoint.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(OptimiserKind.Muon, 1, 0f)]
    [InlineData(OptimiserKind.Muon, 4, 0.2f)]
    [InlineData(OptimiserKind.AdamW, 7, 0f)]
    public void A_resumed_run_ends_with_the_same_bytes(OptimiserKind optimiser, int stop, float noise)
    {
        TrainingOptions options = Options with { Optimiser = optimiser, StateNoise = noise };
        using Trainer whole = Start(options);
        Run(whole, 9);
        using (Trainer first = Start(options))
        {
            Run(first, stop);
            TrainingCheckpoint.Save(first, Checkpoint);
            // What came after the checkpoint is lost with the process, and must not show.
            Run(first, 2);
        }

        using Trainer second = Start(options with { Threads = 2 });
        TrainingCheckpoint.Load(second, Checkpoint);
        Assert.Equal(stop, second.Updates);
        Run(second, 9 - stop);

        Assert.Equal(whole.Parameters, second.Parameters);
        Assert.Equal(whole.Average.Values, second.Average.Values);
        Assert.Equal(Bytes(whole), Bytes(second));
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused_and_changes_nothing()
    {
        using (Trainer other = Start(Options with { Seed = 6 }))
        {
            Run(other, 2);
            TrainingCheckpoint.Save(other, Checkpoint);
        }

        using Trainer trainer = Start(Options);
        float[] before = [.. trainer.Parameters];

        FormatException error = Assert.Throws<FormatException>(() => TrainingCheckpoint.Load(trainer, Checkpoint));

        Assert.StartsWith(Checkpoint, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("belongs to another run: it has Seed = 6, this run has Seed = 5", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, trainer.Parameters);
        Assert.Equal(0, trainer.Updates);
    }

    [Fact]
    public void A_file_that_is_no_checkpoint_is_refused()
    {
        SafetensorsFile.Write(Checkpoint, [], new Dictionary<string, string> { ["format"] = "trm" });
        using Trainer trainer = Start(Options);

        Assert.Contains("no training checkpoint", Assert.Throws<FormatException>(
            () => TrainingCheckpoint.Load(trainer, Checkpoint)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_cut_or_changed_byte_is_refused_or_read_and_nothing_else()
    {
        using Trainer trainer = Start(Options);
        Run(trainer, 3);
        byte[] file = Bytes(trainer);
        var random = new SeededRandom(11);
        for (int i = 0; i < 300; i++)
        {
            byte[] broken = [.. file];
            if (i % 3 == 0)
            {
                Array.Resize(ref broken, random.NextInt32(file.Length));
            }
            else
            {
                // The header is where the meaning is.
                broken[random.NextInt32(i % 3 == 1 ? 600 : file.Length)] = (byte)random.NextInt32(256);
            }

            File.WriteAllBytes(Checkpoint, broken);
            using Trainer target = Start(Options);
            try
            {
                TrainingCheckpoint.Load(target, Checkpoint);
            }
            catch (FormatException error)
            {
                Assert.Contains(Checkpoint, error.Message, StringComparison.Ordinal);
                Assert.Equal(0, target.Updates);
            }
        }
    }

    private static TrainingOptions Options => new()
    {
        Seed = 5, Updates = 9, BatchSize = 6, StepsPerSegment = 3, LossesPerSegment = 2, SegmentsPerExample = 3, WarmUp = 2, InitialHelp = 2, Threads = 1,
    };

    private static Trainer Start(TrainingOptions options) => new(CopyingSource.Rule(), new CopyingSource(), options);

    private static void Run(Trainer trainer, int updates)
    {
        for (int i = 0; i < updates; i++)
        {
            trainer.Step();
        }
    }

    private byte[] Bytes(Trainer trainer)
    {
        string path = Path.Combine(_folder, "bytes.safetensors");
        TrainingCheckpoint.Save(trainer, path);
        return File.ReadAllBytes(path);
    }
}
