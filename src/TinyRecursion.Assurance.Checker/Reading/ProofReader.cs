using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TinyRecursion.Assurance.Checker.Reading;

/// <summary>
/// Reads one line of a file of proofs: a JSON object in its one canonical form. Its fields stand in a fixed order, numbers are whole and written
/// in one way, and no byte is a space, an escape or beyond ASCII. Nothing is allocated that the line is not long enough for.
/// </summary>
internal ref struct ProofReader
{
    private readonly ReadOnlySpan<byte> _line;
    private Utf8JsonReader _json;

    /// <summary>Begins an object.</summary>
    /// <param name="line">The line without its end.</param>
    public ProofReader(ReadOnlySpan<byte> line)
    {
        _line = line;
        int stray = line.IndexOfAnyExceptInRange((byte)'!', (byte)'~') is >= 0 and var at ? at : line.IndexOf((byte)'\\');
        if (stray >= 0)
        {
            throw new ProofFormatException($"column {stray + 1}: byte {line[stray]} has no place in a proof: no spaces, no escapes, ASCII alone");
        }

        _json = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 4 });
        Next(JsonTokenType.StartObject, "an object");
    }

    /// <summary>What is claimed.</summary>
    public string Claim { get; private set; } = string.Empty;

    /// <summary>Reads the field of the claim.</summary>
    public string ReadClaim(params ReadOnlySpan<string> known)
    {
        Claim = Text("claim");
        return known.Contains(Claim) ? Claim : throw Error($"expected a claim of {string.Join(", ", known.ToArray())}");
    }

    /// <summary>Reads a field that is a text.</summary>
    public string Text(string field)
    {
        Field(field, JsonTokenType.String, "a text");
        return Encoding.ASCII.GetString(_json.ValueSpan);
    }

    /// <summary>Reads a field that is a whole number.</summary>
    public int Number(string field, int least, int most)
    {
        Field(field, JsonTokenType.Number, "a number");
        return (int)Value(least, most);
    }

    /// <summary>Reads a field that is a list of whole numbers.</summary>
    public T[] Numbers<T>(string field, long least, long most)
        where T : INumber<T>
    {
        Field(field, JsonTokenType.StartArray, "a list");
        return List<T>(least, most);
    }

    /// <summary>Reads a field that is a list of lists of whole numbers.</summary>
    public T[][] Lists<T>(string field, long least, long most)
        where T : INumber<T>
    {
        Field(field, JsonTokenType.StartArray, "a list");
        var lists = new List<T[]>();
        for (Read(); _json.TokenType != JsonTokenType.EndArray; Read())
        {
            lists.Add(_json.TokenType == JsonTokenType.StartArray ? List<T>(least, most) : throw Error("expected a list"));
        }

        return [.. lists];
    }

    /// <summary>Reads the last field, the digest of all that stands before it, and the end.</summary>
    /// <returns>Whether the digest is right.</returns>
    public bool End()
    {
        ReadOnlySpan<byte> before = _line[..(int)_json.BytesConsumed];
        string digest = Text("sha256");
        Next(JsonTokenType.EndObject, "the end of the object");
        return _json.BytesConsumed == _line.Length ? digest == Convert.ToHexStringLower(SHA256.HashData(before)) : throw Error("text behind the object");
    }

    /// <summary>An error at what was read last.</summary>
    public readonly ProofFormatException Error(string problem) => new($"column {_json.TokenStartIndex + 1}: {problem}");

    private void Field(string name, JsonTokenType type, string expected)
    {
        Next(JsonTokenType.PropertyName, $"field '{name}'");
        _ = _json.ValueTextEquals(name) ? true : throw Error($"expected field '{name}'");
        Next(type, expected);
    }

    private T[] List<T>(long least, long most)
        where T : INumber<T>
    {
        var numbers = new List<T>();
        for (Read(); _json.TokenType != JsonTokenType.EndArray; Read())
        {
            numbers.Add(T.CreateChecked(Value(least, most)));
        }

        return [.. numbers];
    }

    // JSON itself forbids leading zeros; a fraction, an exponent and a negative zero are refused here.
    private readonly long Value(long least, long most) =>
        _json.TokenType == JsonTokenType.Number && !_json.ValueSpan.SequenceEqual("-0"u8)
        && long.TryParse(_json.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most
            ? number
            : throw Error($"expected a whole number from {least} to {most}");

    private void Next(JsonTokenType type, string expected)
    {
        Read();
        _ = _json.TokenType == type ? true : throw Error($"expected {expected}");
    }

    private void Read() => _ = _json.Read() ? true : throw Error("the line ends too early");
}
