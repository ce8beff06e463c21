using System.Security.Cryptography;
using System.Text.Json;
using TinyRecursion.Assurance.Signing;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Common;

/// <summary>Fields that the JSON objects of several commands share.</summary>
internal static class JsonFields
{
    /// <summary>Writes the fields of a model.</summary>
    public static void WriteModel(this Utf8JsonWriter json, ModelFile? model)
    {
        json.WriteString("model", model?.Path);
        json.WriteString("modelDigest", model?.Digest);
        json.WriteNumber("modelBytes", model?.Bytes ?? 0);
        json.WriteNumber("parameterCount", model?.Model.Graph.ParameterCount ?? 0);
    }

    /// <summary>Writes settings as an object, with seed and halting beside it.</summary>
    public static void WriteSettings(this Utf8JsonWriter json, TaskDefinition task, Settings settings, IEnumerable<Setting> declared)
    {
        json.WriteStartObject("settings");
        settings.WriteJson(json, declared);
        json.WriteEndObject();
        // A task may declare them with another default or other choices.
        json.WriteNumber("seed", settings.Get(declared.OfType<Setting<ulong>>().FirstOrDefault(setting => setting.Name == StandardSettings.Seed.Name) ?? StandardSettings.Seed));
        json.WriteString("halt", declared.OfType<Setting<HaltRule>>().FirstOrDefault() is { } halt ? halt.TextOf(settings.Get(halt)) : task.Halting);
    }

    /// <summary>Writes the metrics of an evaluation as an object.</summary>
    public static void WriteMetrics(this Utf8JsonWriter json, string name, Evaluation evaluation)
    {
        json.WriteStartObject(name);
        json.WriteNumber("instanceCount", evaluation.Count);
        json.WriteNumber("solvedCount", evaluation.Solved);
        foreach (MetricValue value in evaluation.Metrics)
        {
            json.WriteNumber(value.Metric.Key, value.Value);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes what came of a signature.</summary>
    public static void WriteSignature(this Utf8JsonWriter json, string path, string signature, ECDsa key, SignatureVerdict verdict)
    {
        json.WriteString("path", path);
        json.WriteString("signature", signature);
        json.WriteString("key", SigningKey.HintOf(key));
        json.WriteBoolean("holds", verdict.Holds);
        json.WriteString("failure", verdict.Failure);
        JsonText.WriteStrings(json, "signedFiles", verdict.Files);
    }
}
