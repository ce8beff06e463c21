using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace TinyRecursion.Cli.Common;

/// <summary>
/// The config that lies beside a published checkpoint: the architecture's fields as JSON or YAML, alone or under
/// <c>arch</c> in the whole training config (<c>all_config.yaml</c>).
/// </summary>
internal static class PublishedConfig
{
    /// <summary>More than any config takes.</summary>
    private const int MaximumBytes = 1 << 20;

    /// <summary>Reads the architecture's fields.</summary>
    /// <param name="path">The file; YAML where its name ends in .yaml or .yml.</param>
    /// <returns>A JSON object, UTF-8.</returns>
    /// <exception cref="InputException">It is too long or no YAML.</exception>
    /// <exception cref="FormatException">It is no JSON.</exception>
    public static byte[] Read(string path)
    {
        if (new FileInfo(path).Length > MaximumBytes)
        {
            throw new InputException($"{path}: expected at most {MaximumBytes} bytes, found {new FileInfo(path).Length}: not a config");
        }

        bool yaml = Path.GetExtension(path) is ".yaml" or ".yml";
        byte[] json = yaml ? FromYaml(path) : File.ReadAllBytes(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("arch", out JsonElement arch)
                ? Encoding.UTF8.GetBytes(arch.GetRawText())
                : json;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The reader of configs says where it breaks.
            return json;
        }
    }

    private static byte[] FromYaml(string path)
    {
        try
        {
            object? root = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
                .Deserialize(File.ReadAllText(path));
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                Write(writer, root, depth: 0);
            }

            return buffer.ToArray();
        }
        catch (YamlException error)
        {
            throw new InputException($"{path}: line {error.Start.Line}: expected YAML: {error.Message}");
        }
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        // Aliases can make a document contain itself.
        const int MaximumDepth = 16;
        if (depth > MaximumDepth)
        {
            throw new InputException($"expected a config of at most {MaximumDepth} levels, found more");
        }

        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case IDictionary<object, object> map:
                writer.WriteStartObject();
                foreach ((object key, object item) in map)
                {
                    writer.WritePropertyName(key.ToString()!);
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable<object> list:
                writer.WriteStartArray();
                foreach (object item in list)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case double number when !double.IsFinite(number):
                throw new InputException($"expected finite numbers in the config, found {number}");
            case float number when !float.IsFinite(number):
                throw new InputException($"expected finite numbers in the config, found {number}");
            default:
                writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType()));
                break;
        }
    }
}
