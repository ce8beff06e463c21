using System.Text;
using System.Text.Json;
using TinyRecursion.IO;

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
    /// <exception cref="InputException">It is too long, no YAML or JSON, or names a field twice.</exception>
    public static byte[] Read(string path)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        if (stream.Length > MaximumBytes)
        {
            throw new InputException($"{path}: expected at most {MaximumBytes} bytes, found {stream.Length}: not a config");
        }

        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        try
        {
            string text = reader.ReadToEnd();
            string json = Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML" ? YamlText.ToJson(text, path) : text;
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            JsonElement root = document.RootElement;
            return Encoding.UTF8.GetBytes(
                root.ValueKind == JsonValueKind.Object && root.TryGetProperty("arch", out JsonElement arch) ? arch.GetRawText() : json);
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{path}: expected UTF-8, found other bytes");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InputException($"{path}: config: expected JSON, found an error in it: {error.Message}");
        }
    }
}
