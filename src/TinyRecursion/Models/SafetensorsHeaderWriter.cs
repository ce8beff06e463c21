using System.Text;
using System.Text.Json;

namespace TinyRecursion.Models;

/// <summary>Writes the JSON header of a safetensors file, and refuses what the reader would refuse.</summary>
internal static class SafetensorsHeaderWriter
{
    private const int Alignment = 8;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes a header, with spaces up to a multiple of eight bytes.</summary>
    /// <exception cref="ArgumentException">Names occur twice or are not Unicode, or the header becomes too long.</exception>
    public static MemoryStream Write(IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Require(metadata.Count <= SafetensorsHeader.MaximumMetadata, $"the metadata has {metadata.Count} entries");
        var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsHeader.MetadataName);
            foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteString(Unicode(key), Unicode(value));
            }

            json.WriteEndObject();
            WriteTensors(json, tensors);
            json.WriteEndObject();
        }

        // Spaces keep the tensors aligned, as the format recommends.
        while (header.Length % Alignment != 0)
        {
            header.WriteByte((byte)' ');
        }

        Require(header.Length <= SafetensorsFile.MaximumHeaderLength, $"the header has {header.Length} bytes");
        return header;
    }

    private static void WriteTensors(Utf8JsonWriter json, IReadOnlyList<Tensor> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { SafetensorsHeader.MetadataName };
        long at = 0;
        foreach (Tensor tensor in tensors)
        {
            Require(names.Add(tensor.Name), $"tensor {ModelFormatException.Quote(tensor.Name)} occurs twice or is reserved");
            Require(tensor.Shape.Length <= SafetensorsHeader.MaximumRank, $"tensor '{tensor.Name}' has {tensor.Shape.Length} dimensions");
            json.WriteStartObject(Unicode(tensor.Name));
            json.WriteString("dtype", SafetensorsHeader.NameOf(tensor.Type));
            json.WriteStartArray("shape");
            foreach (long extent in tensor.Shape)
            {
                json.WriteNumberValue(extent);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(at);
            json.WriteNumberValue(at += tensor.Data.Length);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    /// <summary>Refuses half a surrogate pair, which the JSON writer would replace without a word.</summary>
    private static string Unicode(string text)
    {
        _ = Strict.GetByteCount(text);
        return text;
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new ArgumentException($"Safetensors: {problem}.");
        }
    }
}
