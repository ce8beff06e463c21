using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Models;

namespace TinyRecursion.Training.Supervision;

/// <summary>
/// Saves and restores everything a run depends on: parameters, average, moments, curriculum, random states, and the
/// carried examples and states. A run that was killed and resumed ends with the same bytes as one that was not.
/// The file is safetensors and is replaced in one step, so a kill at any moment leaves the old or the new one whole. It holds a
/// SHA-256 digest of its contents.
/// </summary>
internal static class TrainingCheckpoint
{
    /// <summary>The value of the metadata entry <c>format</c>.</summary>
    internal const string Format = "trm-checkpoint-2";

    /// <summary>Entries of a slot in the tensor <c>slots</c>: random state, example's seed, hint, segments, solved so far.</summary>
    internal const int SlotFields = 5;

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="trainer">The run, between updates.</param>
    /// <param name="path">The file to replace.</param>
    /// <exception cref="IOException">The disk is full or the file cannot be written; an older one is left as it was.</exception>
    public static void Save(Trainer trainer, string path)
    {
        int count = trainer.Parameters.Length;
        var tensors = new List<Tensor>
        {
            Tensor.FromFloat32("parameters", [count], trainer.Parameters),
            Tensor.FromFloat32("average", [count], trainer.Average.Values),
            Tensor.FromFloat32("moment.first", [count], trainer.Optimiser.FirstMoment),
            Tensor.FromFloat32("moment.second", [count], trainer.Optimiser.SecondMoment),
            Tensor.FromFloat32("curriculum", [1], [trainer.Curriculum.Level]),
            Tensor.FromUInt64("slots", [trainer.Batch.Length, SlotFields], trainer.Batch.SelectMany(Fields).ToArray()),
        };
        // A state that no segment goes on from is nothing to keep.
        tensors.AddRange(trainer.Batch.Select((slot, i) => slot.Segments == 0
            ? Tensor.FromFloat32(StateName(i), [0], [])
            : Tensor.FromFloat32(StateName(i), [slot.State.Length], slot.State)));
        var metadata = new Dictionary<string, string>
        {
            ["format"] = Format,
            ["updates"] = trainer.Updates.ToString(CultureInfo.InvariantCulture),
            ["run"] = Identity(trainer),
        };
        metadata[ContentDigest.Key] = ContentDigest.Of(tensors, metadata);
        SafetensorsFile.Write(path, tensors, metadata);
    }

    /// <summary>Restores a checkpoint into a trainer made with the same rule, source, options and constraint.</summary>
    /// <param name="trainer">A fresh trainer; threads, the number of updates and the fall of the learning rate may differ from before.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatException">
    /// The file is no checkpoint, is damaged, or is one of another run; the message is one line that names the file. Nothing was changed.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void Load(Trainer trainer, string path)
    {
        Safetensors file = SafetensorsFile.Read(path);
        string format = file.Metadata.GetValueOrDefault("format", "none");
        if (format != Format)
        {
            throw new ModelFormatException(path, $"is no training checkpoint of this version: expected format '{Format}', found {ModelFormatException.Quote(format)}");
        }

        if (file.Metadata.GetValueOrDefault(ContentDigest.Key) != ContentDigest.Of(file.Tensors, file.Metadata))
        {
            throw new ModelFormatException(path, "is damaged: its contents are not those that its digest was made of");
        }

        string expected = Identity(trainer), found = file.Metadata.GetValueOrDefault("run", "none");
        if (found != expected)
        {
            throw new ModelFormatException(path, $"belongs to another run: it has {Apart(found, expected)}, this run has {Apart(expected, found)}; give this run a folder of its own");
        }

        new CheckpointContents(file, path, trainer).Restore();
    }

    /// <summary>The name of a slot's state.</summary>
    internal static string StateName(int slot) => string.Create(CultureInfo.InvariantCulture, $"slot.{slot}.state");

    /// <summary>The parts of one identity that another lacks.</summary>
    private static string Apart(string identity, string other)
    {
        const int Most = 4, Longest = 80;
        HashSet<string> known = [.. Parts(other)];
        string[] own = [.. Parts(identity).Where(part => !known.Contains(part))];
        string list = string.Join(", ", own.Take(Most).Select(part => part.Length > Longest ? part[..Longest] + "…" : part));
        return own.Length == 0 ? "nothing else" : own.Length > Most ? list + ", …" : list;

        static string[] Parts(string text) => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static ulong[] Fields(BatchSlot slot) => slot.Segments == 0
        ? [slot.Random.State, 0, 0, 0, 0]
        : [slot.Random.State, slot.ExampleSeed, (ulong)slot.Hint, (ulong)slot.Segments, slot.EverSolved ? 1UL : 0UL];

    /// <summary>Everything that must agree between the run that saved and the run that resumes.</summary>
    private static string Identity(Trainer trainer)
    {
        string graph = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(GraphJson.Write(trainer.Graph))))[..16];
        return $"{trainer.Source.Identity}; {OptionsText.WriteFixed(trainer.Options, trainer.Constraint)}; start={trainer.StartDigest}; graph={graph}";
    }
}
