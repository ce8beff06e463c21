using System.Text;
using System.Text.Json;

namespace TinyRecursion.Models;

/// <summary>
/// Reads JSON forwards, without a document in memory, so that what a hostile file makes us allocate stays in
/// proportion to its length. Every error says where it is: the object, its name or number, and the field.
/// </summary>
internal ref struct JsonCursor
{
    private const int MaximumDepth = 8;
    private const int LongestExcerpt = 40;

    private readonly string _source;
    private Utf8JsonReader _reader;
    private ReadOnlySpan<byte> _field;
    private string _place;
    private string? _name;
    private int _index = -1;

    /// <summary>Starts before the first token.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="place">What the text as a whole is called in errors.</param>
    public JsonCursor(ReadOnlySpan<byte> json, string source, string place)
    {
        (_source, _place) = (source, place);
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
    }

    /// <summary>What reads a text from its first token on.</summary>
    public delegate T Reader<out T>(ref JsonCursor cursor);

    /// <summary>Reads a whole text.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="place">What the text as a whole is called in errors.</param>
    /// <param name="read">What reads it.</param>
    /// <exception cref="ModelFormatException">Not JSON, or an error of what reads it.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, string source, string place, Reader<T> read)
    {
        var cursor = new JsonCursor(json, source, place);
        try
        {
            return read(ref cursor);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second is the JSON reader's word for strings that are not Unicode.
            throw Malformed(source, place, error);
        }
    }

    /// <summary>Reads a text of a limited number of characters.</summary>
    public static T Read<T>(string text, int limit, string source, string place, Reader<T> read) => text.Length <= limit
        ? Read(Encoding.UTF8.GetBytes(text), source, place, read)
        : throw new ModelFormatException(source, $"{place}: expected at most {limit} characters, found {text.Length}");

    /// <summary>An error for what the JSON reader threw: no JSON, or strings that are not Unicode.</summary>
    public static ModelFormatException Malformed(string source, string place, Exception error) =>
        new(source, $"{place}: expected JSON, found an error in it: {Ends(error.Message)}", error);

    /// <summary>Names what is being read from here on, for errors; clears the field.</summary>
    public void At(string place, string? name = null, int index = -1)
    {
        (_place, _name, _index) = (place, name, index);
        _field = default;
    }

    /// <summary>An error at the current place and field.</summary>
    public readonly ModelFormatException Error(string problem)
    {
        var text = new StringBuilder(_place);
        if (_name is not null)
        {
            text.Append(' ').Append(ModelFormatException.Quote(_name));
        }

        if (_index >= 0)
        {
            text.Append(' ').Append(_index);
        }

        if (!_field.IsEmpty)
        {
            text.Append(": field '").Append(Excerpt(_field)).Append('\'');
        }

        return new ModelFormatException(_source, text.Append(": ").Append(problem).ToString());
    }

    /// <summary>Enters an object, which must be the next value.</summary>
    public void StartObject()
    {
        ReadValue();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected("an object");
        }
    }

    /// <summary>Enters an array, which must be the next value.</summary>
    public void StartArray()
    {
        ReadValue();
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            throw Unexpected("an array");
        }
    }

    /// <summary>Goes to the next field of an object; false at the object's end.</summary>
    public bool NextField()
    {
        _reader.Read();
        _field = _reader.TokenType == JsonTokenType.PropertyName ? _reader.ValueSpan : default;
        return _reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Goes to the next element of an array, onto its value; false at the array's end.</summary>
    public bool NextElement()
    {
        _reader.Read();
        return _reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Whether the field just reached has a name.</summary>
    public readonly bool FieldIs(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name);

    /// <summary>The field just reached as its index among the fields that the object may have; another is an error.</summary>
    public readonly int FieldAmong(ReadOnlySpan<string> names)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (_reader.ValueTextEquals(names[i]))
            {
                return i;
            }
        }

        throw UnknownField();
    }

    /// <summary>The name of the field just reached.</summary>
    public readonly string FieldName() => _reader.GetString()!;

    /// <summary>An error for a field that the object does not have.</summary>
    public readonly ModelFormatException UnknownField() => Error("unknown field");

    /// <summary>Refuses a field that occurs a second time.</summary>
    /// <param name="found">Whether it was read before.</param>
    public readonly void Once(bool found)
    {
        if (found)
        {
            throw Error("occurs twice");
        }
    }

    /// <summary>A string.</summary>
    public string Text()
    {
        ReadValue();
        return _reader.TokenType == JsonTokenType.String ? _reader.GetString()! : throw Unexpected("a string");
    }

    /// <summary>One of a few strings, as its index.</summary>
    public int OneOf(ReadOnlySpan<string> choices)
    {
        ReadValue();
        for (int i = 0; _reader.TokenType == JsonTokenType.String && i < choices.Length; i++)
        {
            if (_reader.ValueTextEquals(choices[i]))
            {
                return i;
            }
        }

        throw Unexpected($"one of {string.Join(", ", choices)}");
    }

    /// <summary>True or false.</summary>
    public bool Flag()
    {
        ReadValue();
        return _reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Unexpected("true or false"),
        };
    }

    /// <summary>A whole number of 32 bits.</summary>
    public int Int(int minimum)
    {
        ReadValue();
        return _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out int value) && value >= minimum
            ? value
            : throw Unexpected($"a whole number from {minimum} to {int.MaxValue}");
    }

    /// <summary>A finite number.</summary>
    public double Double()
    {
        ReadValue();
        return _reader.TokenType == JsonTokenType.Number && _reader.TryGetDouble(out double value) && double.IsFinite(value)
            ? value
            : throw Unexpected("a number");
    }

    /// <summary>Passes over a value of any kind.</summary>
    public void Skip()
    {
        ReadValue();
        _reader.Skip();
    }

    /// <summary>A finite number in single precision.</summary>
    public float Real()
    {
        ReadValue();
        return _reader.TokenType == JsonTokenType.Number && _reader.TryGetSingle(out float value) && float.IsFinite(value)
            ? value
            : throw Unexpected("a number");
    }

    /// <summary>An array of whole numbers from 0.</summary>
    /// <param name="numbers">Receives the numbers; a longer array is an error.</param>
    /// <returns>How many there are.</returns>
    public int Numbers(scoped Span<long> numbers)
    {
        StartArray();
        int count = 0;
        while (NextElement())
        {
            if (count == numbers.Length)
            {
                throw Error($"expected at most {numbers.Length} numbers, found more");
            }

            if (_reader.TokenType != JsonTokenType.Number || !_reader.TryGetInt64(out numbers[count]) || numbers[count] < 0)
            {
                throw Unexpected($"whole numbers from 0 to {long.MaxValue}");
            }

            count++;
        }

        return count;
    }

    /// <summary>Checks that nothing follows; call after the outermost value.</summary>
    public void Finish() => _reader.Read();

    private void ReadValue()
    {
        // On an element of an array the cursor stands already.
        if (_reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.None)
        {
            _reader.Read();
        }
    }

    private readonly ModelFormatException Unexpected(string expected) =>
        Error($"expected {expected}, found {_reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => $"'{Excerpt(_reader.ValueSpan)}'",
            _ => Excerpt(_reader.ValueSpan),
        }}");

    // The JSON reader quotes a bad word whole, and a word may be the rest of the file; where it is stands at the end.
    private static string Ends(string message) => message.Length <= 4 * LongestExcerpt
        ? message
        : string.Concat(message.AsSpan(0, LongestExcerpt), "…", message.AsSpan(message.Length - (3 * LongestExcerpt)));

    private static string Excerpt(ReadOnlySpan<byte> text) => text.Length <= LongestExcerpt
        ? Encoding.UTF8.GetString(text)
        : Encoding.UTF8.GetString(text[..LongestExcerpt]) + "…";
}
