using System.Text;
using System.Text.Json;

namespace TinyRecursion.Models;

/// <summary>A training card as a JSON object of strings.</summary>
internal static class CardJson
{
    /// <summary>The most entries of a card.</summary>
    public const int MaximumEntries = 1024;

    /// <summary>The most characters of a card's keys and values together.</summary>
    public const int MaximumCharacters = 1 << 15;

    // The JSON writer makes at most six characters of one; the rest is quotes and commas.
    private const int MaximumLength = (6 * MaximumCharacters) + (6 * MaximumEntries) + 2;

    /// <summary>Writes a card in the order that it has.</summary>
    public static string Write(IReadOnlyDictionary<string, string> card)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach ((string key, string value) in card)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads a card.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="source">The file's name for errors.</param>
    public static Dictionary<string, string> Read(string text, string source) => JsonCursor.Read(text, MaximumLength, source, "card", Read);

    private static Dictionary<string, string> Read(ref JsonCursor cursor)
    {
        var card = new Dictionary<string, string>();
        int characters = 0;
        cursor.StartObject();
        while (cursor.NextField())
        {
            string key = cursor.FieldName(), value = cursor.Text();
            cursor.Once(!card.TryAdd(key, value));
            characters += key.Length + value.Length;
            if (card.Count > MaximumEntries || characters > MaximumCharacters)
            {
                throw cursor.Error($"expected at most {MaximumEntries} entries and {MaximumCharacters} characters, found more");
            }
        }

        cursor.Finish();
        return card;
    }
}
