using System.Text.Json;

namespace TinyRecursion.Models;

/// <summary>The JSON header of a safetensors file, checked against the number of bytes that follow it.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The metadata's name among the tensors.</summary>
    public const string MetadataName = "__metadata__";

    /// <summary>More entries than any metadata has; a hostile file stops here.</summary>
    public const int MaximumMetadata = 4096;

    /// <summary>More dimensions than any tensor has.</summary>
    public const int MaximumRank = 64;

    private const string Place = "header";

    private static readonly string[] TypeNames = [.. Enum.GetValues<DType>().Select(NameOf)];

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
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long bytes, string source)
    {
        SafetensorsHeader header = JsonCursor.Read(json, source, Place, new SafetensorsHeader(source).ReadAll);
        header.CheckNames();
        header.CheckRanges(bytes);
        return header;
    }

    private SafetensorsHeader ReadAll(ref JsonCursor cursor)
    {
        bool hasMetadata = false;
        cursor.StartObject();
        while (cursor.NextField())
        {
            if (!cursor.FieldIs("__metadata__"u8))
            {
                ReadEntry(ref cursor, cursor.FieldName());
            }
            else
            {
                cursor.Once(hasMetadata);
                hasMetadata = true;
                ReadMetadata(ref cursor);
            }
        }

        cursor.Finish();
        return this;
    }

    private void ReadMetadata(ref JsonCursor cursor)
    {
        cursor.At(MetadataName);
        cursor.StartObject();
        while (cursor.NextField())
        {
            if (Metadata.Count == MaximumMetadata)
            {
                throw cursor.Error($"expected at most {MaximumMetadata} entries, found more");
            }

            string key = cursor.FieldName();
            cursor.Once(!Metadata.TryAdd(key, cursor.Text()));
        }

        cursor.At(Place);
    }

    private void ReadEntry(ref JsonCursor cursor, string name)
    {
        Span<long> shapeBuffer = stackalloc long[MaximumRank], offsets = stackalloc long[2];
        int type = -1, rank = -1, ends = -1;
        cursor.At("tensor", name);
        cursor.StartObject();
        while (cursor.NextField())
        {
            if (cursor.FieldIs("dtype"u8))
            {
                cursor.Once(type >= 0);
                type = cursor.OneOf(TypeNames);
            }
            else if (cursor.FieldIs("shape"u8))
            {
                cursor.Once(rank >= 0);
                rank = cursor.Numbers(shapeBuffer);
            }
            else if (cursor.FieldIs("data_offsets"u8))
            {
                cursor.Once(ends >= 0);
                ends = cursor.Numbers(offsets);
                if (ends != 2 || offsets[1] < offsets[0])
                {
                    throw cursor.Error($"expected [start, end] in order, found {ModelFormatException.Quote(offsets[..ends])}");
                }
            }
            else
            {
                throw cursor.UnknownField();
            }
        }

        if (type < 0 || rank < 0 || ends < 0)
        {
            throw cursor.Error($"field '{(type < 0 ? "dtype" : rank < 0 ? "shape" : "data_offsets")}' is missing");
        }

        long[] shape = shapeBuffer[..rank].ToArray();
        if (Tensor.ByteCount((DType)type, shape) is not { } size)
        {
            throw cursor.Error($"field 'shape': expected fewer than 2^63 bytes, found {ModelFormatException.Quote(shape)}");
        }

        if (offsets[1] - offsets[0] != size)
        {
            throw cursor.Error(
                $"field 'data_offsets': expected {size} bytes for {TypeNames[type]} {ModelFormatException.Quote(shape)}, "
                + $"found {offsets[1] - offsets[0]}");
        }

        Entries.Add(new Entry(name, (DType)type, shape, offsets[0], offsets[1], Entries.Count));
        cursor.At(Place);
    }

    private void CheckNames()
    {
        // Sorted rather than hashed: less to allocate, and no collisions to be crafted.
        string[] names = new string[Entries.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Entries[i].Name;
        }

        Array.Sort(names, StringComparer.Ordinal);
        for (int i = 1; i < names.Length; i++)
        {
            if (names[i] == names[i - 1])
            {
                throw Error(names[i], "expected one tensor of this name, found two");
            }
        }
    }

    private void CheckRanges(long bytes)
    {
        Entries.Sort(static (a, b) => (a.Start, a.End, a.Index).CompareTo((b.Start, b.End, b.Index)));
        long end = 0;
        foreach (Entry entry in Entries)
        {
            if (entry.Start != end)
            {
                throw Error(
                    entry.Name,
                    $"field 'data_offsets': expected a start at byte {end}, found {entry.Start}: "
                    + (entry.Start < end ? "tensors overlap" : "bytes between tensors"));
            }

            end = entry.End;
            if (end > bytes)
            {
                throw Error(entry.Name, $"field 'data_offsets': expected an end within {bytes} bytes, found {end}");
            }

            if (end - entry.Start > Array.MaxLength)
            {
                throw Error(entry.Name, $"expected at most {Array.MaxLength} bytes, found {end - entry.Start}");
            }
        }

        if (end != bytes)
        {
            throw new ModelFormatException(_source, $"expected the end of the file after the last tensor, found {bytes - end} more bytes");
        }
    }

    private ModelFormatException Error(string tensor, string problem) =>
        new(_source, $"tensor {ModelFormatException.Quote(tensor)}: {problem}");

    /// <summary>What a safetensors header says of one tensor.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Type">The element type.</param>
    /// <param name="Shape">The extents.</param>
    /// <param name="Start">The first byte, counted from the end of the header.</param>
    /// <param name="End">The byte after the last.</param>
    /// <param name="Index">Its place among the header's tensors.</param>
    internal readonly record struct Entry(string Name, DType Type, long[] Shape, long Start, long End, int Index);
}
