using System.Text.Json;

namespace TinyRecursion.Models;

/// <summary>Reads the fields of one JSON object and says what is missing, unknown or of the wrong kind.</summary>
internal sealed class JsonFields
{
    private const int MaximumInputs = 64;

    private readonly JsonElement _element;
    private readonly string _source;
    private readonly string _place;

    public JsonFields(JsonElement element, string source, string place)
    {
        (_element, _source, _place) = (element, source, place);
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Error("is not an object");
        }
    }

    /// <summary>An error about this object.</summary>
    public ModelFormatException Error(string problem) => new(_source, $"{_place}: {problem}");

    /// <summary>Refuses fields with other names.</summary>
    public void Allow(params ReadOnlySpan<string> names)
    {
        foreach (JsonProperty property in _element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                throw Error($"unknown field '{property.Name}'");
            }
        }
    }

    /// <summary>A whole number.</summary>
    public int Int(string name, int minimum) =>
        Find(name, JsonValueKind.Number).TryGetInt32(out int value) && value >= minimum
            ? value
            : throw Error($"field '{name}' must be a whole number from {minimum}");

    /// <summary>A string that is not empty.</summary>
    public string Text(string name) =>
        Find(name, JsonValueKind.String).GetString() is { Length: > 0 } text ? text : throw Error($"field '{name}' is empty");

    /// <summary>True or false.</summary>
    public bool Flag(string name) => Find(name, null) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value
        ? value.GetBoolean()
        : throw Error($"field '{name}' must be true or false");

    /// <summary>An array.</summary>
    public IReadOnlyList<JsonElement> Array(string name, int maximum)
    {
        JsonElement array = Find(name, JsonValueKind.Array);
        return array.GetArrayLength() <= maximum
            ? array.EnumerateArray().ToList()
            : throw Error($"field '{name}' has more than {maximum} entries");
    }

    /// <summary>The node numbers of field <c>inputs</c>.</summary>
    /// <param name="count">How many are expected, or null for any number.</param>
    public int[] Inputs(int? count)
    {
        int[] inputs = Array("inputs", MaximumInputs)
            .Select(element => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int input)
                ? input : throw Error("field 'inputs' must hold whole numbers")).ToArray();
        return count is null || inputs.Length == count
            ? inputs
            : throw Error($"has {inputs.Length} inputs, expected {count}");
    }

    private JsonElement Find(string name, JsonValueKind? kind)
    {
        if (!_element.TryGetProperty(name, out JsonElement value))
        {
            throw Error($"field '{name}' is missing");
        }

        return kind is null || value.ValueKind == kind
            ? value
            : throw Error($"field '{name}' is {value.ValueKind}, expected {kind}");
    }
}
