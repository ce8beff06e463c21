using System.Text.Json;

namespace TinyRecursion.Models;

/// <summary>The JSON header of a safetensors file, checked against the number of bytes that follow it.</summary>
internal sealed class SafetensorsHeader
{
    private readonly string _source;

    private SafetensorsHeader(string source) => _source = source;

    /// <summary>The tensors in the order of their bytes: without gaps, from 0 to the end.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>The metadata.</summary>
    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>The format's name of an element type.</summary>
    public static string NameOf(DType type) => type == DType.Bool ? "BOOL" : type.ToString();

    /// <summary>Parses a header.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="bytes">How many bytes of tensors follow.</param>
    /// <param name="source">The file's name for errors.</param>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long bytes, string source)
    {
        var header = new SafetensorsHeader(source);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            header.ReadObject(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new ModelFormatException(source, $"the header is not JSON: {error.Message.ReplaceLineEndings(" ")}", error);
        }
        catch (InvalidOperationException error)
        {
            // The JSON reader's word for a string with a lone surrogate.
            throw new ModelFormatException(source, "the header holds text that is not valid Unicode", error);
        }

        header.CheckRanges(bytes);
        return header;
    }

    private void ReadObject(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Error("the header is not a JSON object");
        }

        var names = new HashSet<string>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!names.Add(property.Name))
            {
                throw Error($"tensor '{property.Name}' occurs twice");
            }

            if (property.Name == "__metadata__")
            {
                ReadMetadata(property.Value);
            }
            else
            {
                Entries.Add(ReadEntry(property.Name, property.Value));
            }
        }
    }

    private void ReadMetadata(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Error("'__metadata__' is not an object");
        }

        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
            {
                throw Error($"metadata '{property.Name}' is not a string");
            }

            Metadata[property.Name] = property.Value.GetString()!;
        }
    }

    private Entry ReadEntry(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Error($"tensor '{name}' is not an object");
        }

        string? typeName = value.TryGetProperty("dtype", out JsonElement dtype) && dtype.ValueKind == JsonValueKind.String
            ? dtype.GetString() : null;
        DType? type = null;
        foreach (DType known in Enum.GetValues<DType>())
        {
            type = NameOf(known) == typeName ? known : type;
        }

        if (type is null)
        {
            throw Error($"tensor '{name}': unknown dtype '{typeName ?? "none"}'");
        }

        long[] shape = ReadNumbers(name, value, "shape");
        long[] offsets = ReadNumbers(name, value, "data_offsets");
        if (offsets.Length != 2 || offsets[1] < offsets[0])
        {
            throw Error($"tensor '{name}': data_offsets [{string.Join(", ", offsets)}] are no range");
        }

        long size = Tensor.SizeOf(type.Value);
        try
        {
            size = shape.Aggregate(size, (product, extent) => checked(product * extent));
        }
        catch (OverflowException error)
        {
            throw new ModelFormatException(_source, $"tensor '{name}': shape [{string.Join(", ", shape)}] is too large", error);
        }

        return offsets[1] - offsets[0] == size
            ? new Entry(name, type.Value, shape, offsets[0], offsets[1])
            : throw Error(
                $"tensor '{name}': {typeName} {$"[{string.Join(", ", shape)}]"} takes {size} bytes, data_offsets hold {offsets[1] - offsets[0]}");
    }

    private long[] ReadNumbers(string tensor, JsonElement value, string field)
    {
        if (!value.TryGetProperty(field, out JsonElement array) || array.ValueKind != JsonValueKind.Array)
        {
            throw Error($"tensor '{tensor}': '{field}' is missing or not an array");
        }

        var numbers = new long[array.GetArrayLength()];
        int at = 0;
        foreach (JsonElement element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out numbers[at]) || numbers[at] < 0)
            {
                throw Error($"tensor '{tensor}': '{field}' holds something else than whole numbers from 0");
            }

            at++;
        }

        return numbers;
    }

    private void CheckRanges(long bytes)
    {
        Entries.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End));
        long end = 0;
        foreach (Entry entry in Entries)
        {
            if (entry.Start != end)
            {
                throw Error(
                    $"tensor '{entry.Name}': starts at byte {entry.Start}, expected {end} ({(entry.Start < end ? "overlap" : "hole")})");
            }

            end = entry.End;
            if (end > bytes || end - entry.Start > Array.MaxLength)
            {
                throw Error($"tensor '{entry.Name}': ends at byte {end}, but {bytes} follow the header");
            }
        }

        if (end != bytes)
        {
            throw Error($"{bytes - end} bytes follow the last tensor");
        }
    }

    private ModelFormatException Error(string problem) => new(_source, problem);

    /// <summary>One tensor's description.</summary>
    internal sealed record Entry(string Name, DType Type, long[] Shape, long Start, long End);
}
