using System.Text;
using System.Text.Json;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Custom;

/// <summary>
/// A value of a line of JSON. A document of the class library would bring its random hashes with it, and with them a library of
/// cryptography: a twentieth of <c>trm-run</c>.
/// </summary>
internal readonly struct JsonValue
{
    private const int MaximumDepth = 8;

    private readonly object? _content;
    private readonly List<JsonValue>? _items;

    private JsonValue(JsonTokenType kind, int? whole = null, object? content = null, List<JsonValue>? items = null) =>
        (Kind, Whole, _content, _items) = (kind, whole, content, items);

    /// <summary>The token that the value begins with.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>The value of a whole number; null for anything else.</summary>
    public int? Whole { get; }

    /// <summary>The value of a string.</summary>
    public string Text => (string)_content!;

    /// <summary>The values of an array or object.</summary>
    public List<JsonValue> Items => _items!;

    /// <summary>The names of an object's values, each once.</summary>
    public List<string> Names => (List<string>)_content!;

    /// <summary>The value of a name; null for none.</summary>
    public JsonValue? this[string name] => Names.IndexOf(name) is >= 0 and var at ? Items[at] : null;

    /// <summary>Reads a text that holds one value.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="JsonException">It is no JSON, nested too deeply, or an object has a name twice.</exception>
    public static JsonValue Parse(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = MaximumDepth });
        try
        {
            reader.Read();
            JsonValue value = Read(ref reader);
            reader.Read();
            return value;
        }
        catch (InvalidOperationException error)
        {
            // A string that is not Unicode.
            throw new JsonException(error.Message, error);
        }
    }

    private static JsonValue Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var value = new JsonValue(JsonTokenType.StartObject, content: new List<string>(), items: []);
                var seen = new HashSet<string>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = reader.GetString()!;
                    if (!seen.Add(name))
                    {
                        throw new JsonException($"{MessageText.Quote(name)} occurs twice in an object");
                    }

                    reader.Read();
                    value.Names.Add(name);
                    value.Items.Add(Read(ref reader));
                }

                return value;
            case JsonTokenType.StartArray:
                var list = new JsonValue(JsonTokenType.StartArray, items: []);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Items.Add(Read(ref reader));
                }

                return list;
            case JsonTokenType.String:
                return new JsonValue(JsonTokenType.String, content: reader.GetString());
            case JsonTokenType.Number:
                return new JsonValue(JsonTokenType.Number, whole: reader.TryGetInt32(out int whole) ? whole : null);
            default:
                return new JsonValue(reader.TokenType);
        }
    }
}
