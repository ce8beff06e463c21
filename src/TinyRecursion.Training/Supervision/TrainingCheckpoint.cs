using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Supervision;

/// <summary>
/// Saves and restores everything a run depends on: parameters, average, moments, curriculum, random states, and the
/// carried examples and states. A run that was killed and resumed ends with the same bytes as one that was not.
/// The file is safetensors and is replaced in one step, so a kill at any moment leaves the old or the new one whole.
/// </summary>
public static class TrainingCheckpoint
{
    private const string Format = "trm-checkpoint-1";

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="trainer">The run, between updates.</param>
    /// <param name="path">The file to replace.</param>
    /// <exception cref="IOException">The disk is full or the file cannot be written; an older one is left as it was.</exception>
    public static void Save(Trainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        int count = trainer.Parameters.Length;
        var tensors = new List<Tensor>
        {
            Tensor.FromFloat32("parameters", [count], trainer.Parameters),
            Tensor.FromFloat32("average", [count], trainer.Average.Values),
            Tensor.FromFloat32("moment.first", [count], trainer.Optimiser.FirstMoment),
            Tensor.FromFloat32("moment.second", [count], trainer.Optimiser.SecondMoment),
            Tensor.FromFloat32("curriculum", [1], [trainer.Curriculum.Level]),
            Tensor.FromUInt64("lanes", [trainer.Lanes.Length, 5], trainer.Lanes.SelectMany(Fields).ToArray()),
        };
        tensors.AddRange(trainer.Lanes.Select(
            (lane, i) => Tensor.FromFloat32(StateName(i), [lane.State.Length], lane.State)));
        var metadata = new Dictionary<string, string>
        {
            ["format"] = Format,
            ["updates"] = trainer.Updates.ToString(CultureInfo.InvariantCulture),
            ["settings"] = Settings(trainer),
        };
        SafetensorsFile.Write(path, tensors, metadata);
    }

    /// <summary>Restores a checkpoint into a trainer made with the same rule, source and options.</summary>
    /// <param name="trainer">A fresh trainer; threads and the number of updates may differ from before.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatException">The file is no checkpoint, or is one of another run; nothing was changed.</exception>
    public static void Load(Trainer trainer, string path)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Safetensors file = SafetensorsFile.Read(path);
        if (!file.Metadata.TryGetValue("format", out string? format) || format != Format)
        {
            throw new FormatException($"{path}: is no training checkpoint (metadata 'format' is not '{Format}')");
        }

        string expected = Settings(trainer), found = file.Metadata.GetValueOrDefault("settings", "none");
        if (found != expected)
        {
            throw new FormatException(
                $"{path}: belongs to another run: it has {Apart(found, expected)}, this run has {Apart(expected, found)}");
        }

        if (!int.TryParse(file.Metadata.GetValueOrDefault("updates"), CultureInfo.InvariantCulture, out int updates) || updates < 0)
        {
            throw new FormatException($"{path}: metadata 'updates' is no number");
        }

        int count = trainer.Parameters.Length;
        float[] parameters = Floats("parameters", count), average = Floats("average", count);
        float[] first = Floats("moment.first", count), second = Floats("moment.second", count);
        float level = Floats("curriculum", 1)[0];
        ulong[] fields = Find("lanes").ToUInt64();
        Require(fields.Length == trainer.Lanes.Length * 5, "lanes", "another number of lanes");
        float[][] states = trainer.Lanes.Select((_, i) => Find(StateName(i)).ToFloat32()).ToArray();

        parameters.CopyTo(trainer.Parameters, 0);
        average.CopyTo(trainer.Average.Values, 0);
        first.CopyTo(trainer.Optimiser.FirstMoment, 0);
        second.CopyTo(trainer.Optimiser.SecondMoment, 0);
        trainer.Optimiser.Updates = updates;
        trainer.Curriculum.Level = level;
        for (int i = 0; i < trainer.Lanes.Length; i++)
        {
            Restore(trainer.Lanes[i], fields.AsSpan(i * 5, 5), states[i]);
        }

        trainer.ReloadWeights();

        float[] Floats(string name, int length)
        {
            float[] values = Find(name).ToFloat32();
            Require(values.Length == length, name, $"{values.Length} entries, expected {length}");
            return values;
        }

        Tensor Find(string name)
        {
            Tensor? tensor = file.Find(name);
            Require(tensor is not null, name, "missing");
            return tensor!;
        }

        void Require(bool condition, string name, string problem)
        {
            if (!condition)
            {
                throw new FormatException($"{path}: tensor '{name}': {problem}");
            }
        }
    }

    /// <summary>The parts of some settings that others lack.</summary>
    private static string Apart(string settings, string others)
    {
        const int Most = 4, Longest = 80;
        HashSet<string> known = [.. Parts(others)];
        string[] own = [.. Parts(settings).Where(part => !known.Contains(part))];
        return own.Length == 0 ? "nothing else" : string.Join(", ", own.Take(Most).Select(part => part.Length > Longest ? part[..Longest] + "…" : part)) + (own.Length > Most ? ", …" : string.Empty);

        static string[] Parts(string text) => text.Split([';', ',', '{', '}'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static string StateName(int lane) => string.Create(CultureInfo.InvariantCulture, $"lane.{lane}.state");

    private static ulong[] Fields(Lane lane) =>
        [lane.Random.State, lane.ExampleSeed, (ulong)lane.Help, (ulong)lane.Segments, lane.EverSolved ? 1UL : 0UL];

    private static void Restore(Lane lane, ReadOnlySpan<ulong> fields, float[] state)
    {
        lane.Random.State = fields[0];
        lane.ExampleSeed = fields[1];
        lane.Help = (int)fields[2];
        lane.Segments = (int)fields[3];
        lane.EverSolved = fields[4] != 0;
        lane.State = state;
        lane.Example = null;
    }

    /// <summary>Everything that must agree between the run that saved and the run that resumes.</summary>
    private static string Settings(Trainer trainer)
    {
        TrainingOptions options = trainer.Options with { Threads = 0, Updates = 0, DecayShare = 0 };
        string weights = string.Join(' ', trainer.Graph.Weights.Select(w => $"{w.Name}[{w.Rows}x{w.Columns}]"));
        // Two rules can have the same weights and still differ, in their heads or positions.
        string graph = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(GraphJson.Write(trainer.Graph))))[..16];
        return $"{trainer.Source.Identity}; {options}; start {trainer.StartDigest}; {weights}; graph {graph}";
    }
}
