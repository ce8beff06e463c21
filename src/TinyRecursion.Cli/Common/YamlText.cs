using System.Globalization;
using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TinyRecursion.Cli.Common;

/// <summary>
/// Makes JSON of a YAML config: anchors and aliases, merges (<c>&lt;&lt;</c>) and references as OmegaConf has them (<c>${arch.hidden_size}</c>,
/// <c>${.hidden_size}</c>). Work and memory are in proportion to the text, whatever aliases it repeats.
/// </summary>
internal sealed class YamlText
{
    /// <summary>More than any config has, and few enough to walk through by recursion.</summary>
    private const int MaximumDepth = 16;

    private readonly Parser _parser;
    private readonly string _path;
    private readonly Dictionary<AnchorName, Value> _anchors = [];
    private int _left;

    private YamlText(string text, string path)
    {
        (_parser, _path) = (new Parser(new StringReader(text)), path);
        // Aliases and references may repeat as much as the text could have written out.
        _left = text.Length + (1 << 12);
    }

    /// <summary>Reads a text of one document.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The file's name for errors.</param>
    /// <exception cref="InputException">It is no such text; the message says where.</exception>
    public static string ToJson(string text, string path)
    {
        var yaml = new YamlText(text, path);
        try
        {
            Value root = yaml.ReadDocument();
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                yaml.Write(json, root, [], depth: 0);
            }

            return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
        catch (YamlException error)
        {
            throw yaml.Wrong(error.Start.Line, $"expected YAML: {error.Message}");
        }
#pragma warning disable CA1031 // The parser throws whatever its own mistakes lead to.
        catch (Exception error) when (error is not (InputException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            throw yaml.Wrong(yaml._parser.Current?.Start.Line ?? 0, $"expected YAML: {error.Message}");
        }
    }

    private Value ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            return new Value(1, Text: "null");
        }

        _parser.Consume<DocumentStart>();
        Value root = Read(depth: 0);
        _parser.Consume<DocumentEnd>();
        return _parser.Accept<StreamEnd>(out _) ? root : throw Wrong(_parser.Current!.Start.Line, "expected one document, found another");
    }

    private Value Read(int depth)
    {
        long line = Enter(depth, _parser.Current!.Start.Line);
        if (_parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            return _anchors.TryGetValue(alias.Value, out Value? known) ? known
                : throw Wrong(line, $"expected an alias of what is complete before it, found '*{alias.Value}'");
        }

        AnchorName anchor = _parser.Accept<NodeEvent>(out NodeEvent? node) ? node.Anchor : AnchorName.Empty;
        Value read;
        if (_parser.TryConsume<Scalar>(out Scalar? scalar))
        {
            read = new Value(line, scalar.Value, scalar.Style != ScalarStyle.Plain);
        }
        else if (_parser.TryConsume<SequenceStart>(out _))
        {
            read = new Value(line, Items: []);
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                read.Items!.Add(Read(depth + 1));
            }
        }
        else
        {
            _parser.Consume<MappingStart>();
            read = new Value(line, Fields: []);
            ReadFields(read.Fields!, depth);
        }

        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = read;
        }

        return read;
    }

    private void ReadFields(OrderedDictionary<string, Value> fields, int depth)
    {
        var merged = new List<Value>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            long line = _parser.Current!.Start.Line;
            string name = _parser.TryConsume<Scalar>(out Scalar? key) ? key.Value : throw Wrong(line, "expected the name of a field, found something else");
            Value value = Read(depth + 1);
            if (name == "<<" && key.Style == ScalarStyle.Plain)
            {
                merged.AddRange(value.Items ?? [value]);
            }
            else if (!fields.TryAdd(name, value))
            {
                throw Wrong(line, $"field '{name}' occurs twice");
            }
        }

        foreach (Value from in merged)
        {
            foreach ((string name, Value value) in from.Fields ?? throw Wrong(from.Line, "expected fields to merge, found something else"))
            {
                Spend(from.Line);
                fields.TryAdd(name, value);
            }
        }
    }

    /// <summary>Writes a value.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="around">The values around it, the outermost first.</param>
    /// <param name="depth">How many values and references lead here.</param>
    private void Write(Utf8JsonWriter json, Value value, Value[] around, int depth)
    {
        Spend(Enter(depth, value.Line));
        if (value.Items is { } items)
        {
            json.WriteStartArray();
            items.ForEach(item => Write(json, item, [.. around, value], depth + 1));
            json.WriteEndArray();
        }
        else if (value.Fields is { } fields)
        {
            json.WriteStartObject();
            foreach ((string name, Value field) in fields)
            {
                json.WritePropertyName(name);
                Write(json, field, [.. around, value], depth + 1);
            }

            json.WriteEndObject();
        }
        else if (value.Text is ['$', '{', .. string reference, '}'] && !reference.AsSpan().ContainsAny("${:"))
        {
            (Value target, Value[] beside) = Find(value, reference, around);
            Write(json, target, beside, depth + 1);
        }
        else
        {
            WriteScalar(json, value);
        }
    }

    /// <summary>Finds what a reference leads to: from the root, or with a dot from the fields beside it, with each further one from those around.</summary>
    private (Value Target, Value[] Around) Find(Value from, string reference, Value[] around)
    {
        string[] parts = reference.TrimStart('.').Split('.');
        int up = reference.Length - reference.TrimStart('.').Length;
        int kept = up == 0 ? Math.Min(1, around.Length) : around.Length - up + 1;
        Value[] path = kept < 1 ? [] : around[..kept];
        Value? at = path.LastOrDefault();
        foreach (string part in parts)
        {
            path = at == path.LastOrDefault() ? path : [.. path, at!];
            at = at?.Fields?.GetValueOrDefault(part);
        }

        return at is null ? throw Wrong(from.Line, $"'{from.Text}' leads to nothing") : (at, path);
    }

    private void WriteScalar(Utf8JsonWriter json, Value value)
    {
        string text = value.Text!;
        if (value.IsQuoted)
        {
            json.WriteStringValue(text);
        }
        else if (text is "" or "~" or "null" or "Null" or "NULL")
        {
            json.WriteNullValue();
        }
        else if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
        {
            json.WriteBooleanValue(text[0] is 't' or 'T');
        }
        else if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            json.WriteNumberValue(whole);
        }
        else if (text.TrimStart('+', '-').ToUpperInvariant() is ".INF" or ".NAN")
        {
            throw Wrong(value.Line, $"expected finite numbers, found {text}");
        }
        else if (text.AsSpan().ContainsAnyInRange('0', '9') && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real))
        {
            json.WriteNumberValue(double.IsFinite(real) ? real : throw Wrong(value.Line, $"expected finite numbers, found {text}"));
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    private long Enter(int depth, long line) =>
        depth <= MaximumDepth ? line : throw Wrong(line, $"expected a config of at most {MaximumDepth} levels, found more");

    private void Spend(long line)
    {
        if (--_left < 0)
        {
            throw Wrong(line, "expected a config in proportion to its text, found aliases that repeat far more");
        }
    }

    private InputException Wrong(long line, string problem) => new($"{_path}: line {line}: {problem}");

    /// <summary>A value: a text, a list or fields.</summary>
    private sealed record Value(
        long Line, string? Text = null, bool IsQuoted = false, List<Value>? Items = null, OrderedDictionary<string, Value>? Fields = null);
}
