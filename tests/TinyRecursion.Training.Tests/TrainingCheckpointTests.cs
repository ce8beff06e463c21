using System.Globalization;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Training.Supervision;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>A run that stops anywhere and goes on from its checkpoint ends with the bytes of one that did not stop.</summary>
public sealed class TrainingCheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint").FullName;

    private string Checkpoint => Path.Combine(_folder, "checkpoint.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("muon", 1, 0f)]
    [InlineData("muon", 4, 0.2f)]
    [InlineData("adamw", 7, 0f)]
    public void A_resumed_run_ends_with_the_same_bytes(string optimiser, int stop, float noise)
    {
        TrainingOptions options = Options with
        {
            Optimiser = optimiser == "muon" ? new MuonOptions() : new AdamWOptions(),
            Supervision = Loop with { StateNoise = noise },
        };
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
        Assert.Equal(File.ReadAllBytes(Checkpoint), Bytes(second));
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
        byte[] before = Bytes(trainer);

        FormatException error = Assert.Throws<ModelFormatException>(() => TrainingCheckpoint.Load(trainer, Checkpoint));

        Assert.StartsWith(Checkpoint, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("belongs to another run: it has seed=6, this run has seed=5; give this run a folder of its own", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bytes(trainer));
    }

    [Theory]
    [InlineData("trm")]
    [InlineData("trm-checkpoint-1")]
    public void A_file_that_is_no_checkpoint_of_this_version_is_refused(string format)
    {
        SafetensorsFile.Write(Checkpoint, [], new Dictionary<string, string> { ["format"] = format });
        using Trainer trainer = Start(Options);

        Assert.Contains("is no training checkpoint", Refusal(trainer), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_cut_byte_or_flipped_bit_is_refused_and_changes_nothing()
    {
        using Trainer trainer = Start(Options);
        Run(trainer, 3);
        byte[] file = Bytes(trainer);
        using Trainer target = Start(Options);
        byte[] before = Bytes(target);
        var random = new SeededRandom(11);
        for (int i = 0; i < 400; i++)
        {
            byte[] broken = [.. file];
            if (i % 4 == 0)
            {
                Array.Resize(ref broken, random.NextInt32(file.Length));
            }
            else
            {
                // The header is where the meaning is.
                broken[random.NextInt32(i % 4 == 1 ? 900 : file.Length)] ^= (byte)(1 << random.NextInt32(8));
            }

            File.WriteAllBytes(Checkpoint, broken);
            Assert.StartsWith(Checkpoint, Refusal(target), StringComparison.Ordinal);
        }

        Assert.Equal(before, Bytes(target));
    }

    [Theory]
    [InlineData("state", "slot.2.state': expected ")]
    [InlineData("hint", "slot 2: hint: expected 0 to 4, found 5")]
    [InlineData("segments", "slot 2: segments: expected 0 to 2, found 3")]
    [InlineData("nan", "'parameters': expected finite numbers")]
    [InlineData("updates", "metadata 'updates'")]
    [InlineData("tensor", "expected 12 tensors, found 13")]
    [InlineData("moment", "'moment.second': expected no number below 0")]
    [InlineData("level", "'curriculum': expected 0 to 2, found 9")]
    public void Values_that_do_not_fit_are_refused_even_with_the_right_digest(string change, string problem)
    {
        TrainingOptions options = Options with { Supervision = Loop with { ReplaceSolved = 0 } };
        using Trainer trainer = Start(options);
        Run(trainer, 4);
        Assert.All(trainer.Batch, slot => Assert.Equal(1, slot.Segments));
        TrainingCheckpoint.Save(trainer, Checkpoint);
        Safetensors file = SafetensorsFile.Read(Checkpoint);
        List<Tensor> tensors = [.. file.Tensors];
        var metadata = new Dictionary<string, string>(file.Metadata);
        switch (change)
        {
            case "state":
                Replace("slot.2.state", values => values[..^1]);
                break;
            case "nan":
                Replace("parameters", values => [float.NaN, .. values[1..]]);
                break;
            case "moment":
                Replace("moment.second", values => [-1f, .. values[1..]]);
                break;
            case "level":
                Replace("curriculum", _ => [9f]);
                break;
            case "updates":
                metadata["updates"] = "-3";
                break;
            case "tensor":
                tensors.Add(Tensor.FromFloat32("more", [1], [1f]));
                break;
            default:
                int at = tensors.FindIndex(tensor => tensor.Name == "slots");
                ulong[] fields = tensors[at].ToUInt64();
                fields[(2 * TrainingCheckpoint.SlotFields) + (change == "hint" ? 2 : 3)] = change == "hint" ? 5UL : 3UL;
                tensors[at] = Tensor.FromUInt64("slots", tensors[at].Shape, fields);
                break;
        }

        metadata[ContentDigest.Key] = ContentDigest.Of(tensors, metadata);
        SafetensorsFile.Write(Checkpoint, tensors, metadata);
        using Trainer target = Start(options);
        byte[] before = Bytes(target);

        Assert.Contains(problem, Refusal(target), StringComparison.Ordinal);
        Assert.Equal(before, Bytes(target));

        void Replace(string name, Func<float[], float[]> map)
        {
            int index = tensors.FindIndex(tensor => tensor.Name == name);
            float[] values = map(tensors[index].ToFloat32());
            tensors[index] = Tensor.FromFloat32(name, [values.Length], values);
        }
    }

    [Fact]
    public void The_culture_of_a_machine_changes_no_byte()
    {
        using Trainer plain = Start(Options);
        Run(plain, 2);
        byte[] expected = Bytes(plain);
        CultureInfo before = CultureInfo.CurrentCulture;
        // German numbers: the tests run without the system's cultures.
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator, german.NumberFormat.NegativeSign) = (",", ".", "−");
        CultureInfo.CurrentCulture = german;
        try
        {
            Assert.Equal("0,5", $"{0.5f}");
            using Trainer trainer = Start(Options);
            Run(trainer, 2);
            Assert.Equal(expected, Bytes(trainer));
            Assert.Equal(OptionsText.Write(Options), OptionsText.Write(Options));
            File.WriteAllBytes(Checkpoint, expected);
            using Trainer resumed = Start(Options);
            TrainingCheckpoint.Load(resumed, Checkpoint);
            Assert.Equal(2, resumed.Updates);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Options_are_one_line_that_names_every_alternative()
    {
        Assert.Equal(
            "updates=9; decayShare=1; seed=5; batch=6; supervision=loop; steps=3; losses=2; replaceSolved=0.5; randomStarts=0.75; stateNoise=0; "
            + "segments=3; initialHint=2; optimiser=muon; weightDecay=0.01; learningRate=0.002; warmUp=2; floor=0.02; clipNorm=1; averageDecay=0.998",
            OptionsText.Write(Options));
    }

    private static LoopSupervisionOptions Loop => new() { Steps = 3, Losses = 2, SegmentsPerExample = 3 };

    private static TrainingOptions Options => new()
    {
        Seed = 5, Updates = 9, BatchSize = 6, Supervision = Loop, LearningRate = new LearningRateOptions { WarmUp = 2 }, InitialHint = 2, Threads = 1,
    };

    private static Trainer Start(TrainingOptions options) => new(CopyingSource.Rule(), new CopyingSource(), options);

    private static void Run(Trainer trainer, int updates)
    {
        for (int i = 0; i < updates; i++)
        {
            trainer.Step();
        }
    }

    private string Refusal(Trainer trainer)
    {
        string message = Assert.Throws<ModelFormatException>(() => TrainingCheckpoint.Load(trainer, Checkpoint)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private byte[] Bytes(Trainer trainer)
    {
        string path = Path.Combine(_folder, "bytes.safetensors");
        TrainingCheckpoint.Save(trainer, path);
        return File.ReadAllBytes(path);
    }
}
