using System.Buffers.Binary;
using System.Text.Json;
using TinyRecursion.IO;

namespace TinyRecursion.Models;

/// <summary>
/// Reads and writes safetensors (https://github.com/huggingface/safetensors): a 64-bit header length, a JSON header
/// with type, shape and byte range of each tensor, then the bytes. Nothing is allocated before it was checked
/// against the file's length, and nothing in a file is ever executed.
/// </summary>
public static class SafetensorsFile
{
    /// <summary>The longest header that is read: that of the reference implementation.</summary>
    public const int MaximumHeaderLength = 100_000_000;

    private const int PrefixLength = 8;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">It is not safetensors; the message says what and where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Safetensors Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Read(stream, path);
    }

    /// <summary>Reads a stream that knows its length, from its start to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="ModelFormatException">It is not safetensors.</exception>
    public static Safetensors Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long length = stream.Length;
        if (length < PrefixLength)
        {
            throw new ModelFormatException(name, $"is {length} bytes long, too short for a safetensors file");
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        stream.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > (ulong)(length - PrefixLength) || headerLength > MaximumHeaderLength)
        {
            throw new ModelFormatException(name, $"header length {headerLength} does not fit a file of {length} bytes");
        }

        var header = new byte[(int)headerLength];
        stream.ReadExactly(header);
        long bytes = length - PrefixLength - (long)headerLength;
        SafetensorsHeader parsed = SafetensorsHeader.Parse(header, bytes, name);
        var tensors = new List<Tensor>(parsed.Entries.Count);
        foreach (SafetensorsHeader.Entry entry in parsed.Entries)
        {
            var data = new byte[entry.End - entry.Start];
            stream.ReadExactly(data);
            tensors.Add(new Tensor(entry.Name, entry.Type, entry.Shape, data));
        }

        return new Safetensors(tensors, parsed.Metadata);
    }

    /// <summary>Writes a file in one step, see <see cref="AtomicFile"/>. The same input gives the same bytes.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="tensors">The tensors, in this order; names distinct.</param>
    /// <param name="metadata">Written in the order of its keys.</param>
    public static void Write(string path, IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">The metadata.</param>
    public static void Write(Stream stream, IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(metadata);
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            long at = 0;
            foreach (Tensor tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
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

            json.WriteEndObject();
        }

        // Spaces up to a multiple of eight keep the tensors aligned, as the format recommends.
        while (header.Length % PrefixLength != 0)
        {
            header.WriteByte((byte)' ');
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        header.WriteTo(stream);
        foreach (Tensor tensor in tensors)
        {
            stream.Write(tensor.Data.Span);
        }
    }
}
