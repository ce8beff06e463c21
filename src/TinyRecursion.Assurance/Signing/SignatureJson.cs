using System.Text.Json;

namespace TinyRecursion.Assurance.Signing;

/// <summary>Fields of JSON that others wrote: a field named twice, missing or of another kind is refused with its place.</summary>
internal static class SignatureJson
{
    private const int MostDepth = 16;

    /// <summary>Parses a text.</summary>
    /// <param name="json">The text in UTF-8.</param>
    /// <param name="place">Its place, for messages.</param>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json, string place)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException error)
        {
            throw new SignatureFormatException(place, $"is no JSON: {error.Message}");
        }
    }

    /// <summary>An object within an object.</summary>
    public static JsonElement Object(JsonElement parent, string name, string place) => Get(parent, name, place, JsonValueKind.Object);

    /// <summary>A text within an object.</summary>
    public static string Text(JsonElement parent, string name, string place) => Text(Get(parent, name, place, JsonValueKind.String), $"{place}.{name}");

    /// <summary>Refuses an object whose text of a name is another.</summary>
    public static void RequireText(JsonElement parent, string name, string expected, string place)
    {
        string found = Text(parent, name, place);
        if (found != expected)
        {
            throw new SignatureFormatException($"{place}.{name}", $"expected '{expected}', found '{found}'");
        }
    }

    /// <summary>A list within an object, of at least one element.</summary>
    public static JsonElement[] List(JsonElement parent, string name, string place, int most)
    {
        JsonElement list = Get(parent, name, place, JsonValueKind.Array);
        int count = list.GetArrayLength();
        return count >= 1 && count <= most ? [.. list.EnumerateArray()]
            : throw new SignatureFormatException($"{place}.{name}", $"expected 1{(most > 1 ? $" to {most}" : string.Empty)} elements, found {count}");
    }

    /// <summary>A list of texts within an object.</summary>
    public static IEnumerable<string> Texts(JsonElement parent, string name, string place, int most)
    {
        JsonElement list = Get(parent, name, place, JsonValueKind.Array);
        return list.GetArrayLength() > most ? throw new SignatureFormatException($"{place}.{name}", $"expected at most {most} elements")
            : list.EnumerateArray().Select((text, index) => text.ValueKind == JsonValueKind.String ? Text(text, $"{place}.{name}[{index}]")
                : throw new SignatureFormatException($"{place}.{name}[{index}]", "expected a text"));
    }

    private static string Text(JsonElement text, string place)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new SignatureFormatException(place, "is no text in UTF-8");
        }
    }

    private static JsonElement Get(JsonElement parent, string name, string place, JsonValueKind kind)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            throw new SignatureFormatException(place, "expected an object");
        }

        return !parent.TryGetProperty(name, out JsonElement value) ? throw new SignatureFormatException($"{place}.{name}", "is missing")
            : value.ValueKind != kind ? throw new SignatureFormatException($"{place}.{name}", $"expected {(kind == JsonValueKind.Array ? "a list" : kind == JsonValueKind.Object ? "an object" : "a text")}")
            : value;
    }
}
