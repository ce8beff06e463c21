using System.Buffers.Binary;
using TinyRecursion.IO;

namespace TinyRecursion.Models;

/// <summary>
/// Reads and writes safetensors (https://github.com/huggingface/safetensors): a 64-bit header length, a JSON header
/// with type, shape and byte range of each tensor, then the bytes. Nothing is allocated before it was checked
/// against the file's length, and nothing in a file is ever executed.
/// </summary>
internal static class SafetensorsFile
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
        using FileStream stream = RegularFile.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads from a stream's position to its end.</summary>
    /// <param name="stream">A stream that knows its length.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="ModelFormatException">It is not safetensors.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="NotSupportedException">The stream does not know its length.</exception>
    public static Safetensors Read(Stream stream, string name)
    {
        long length = stream.Length - stream.Position;
        if (length < PrefixLength)
        {
            throw new ModelFormatException(name, $"header length: expected {PrefixLength} bytes, found {Math.Max(length, 0)}");
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        stream.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        long limit = Math.Min(length - PrefixLength, MaximumHeaderLength);
        if (headerLength > (ulong)limit)
        {
            throw new ModelFormatException(
                name, $"header length: expected at most {limit} for a file of {length} bytes, found {headerLength}");
        }

        long bytes = length - PrefixLength - (long)headerLength;
        SafetensorsHeader header = SafetensorsHeader.Parse(ReadBytes(stream, (long)headerLength), bytes, name);
        var tensors = new Tensor[header.Entries.Count];
        for (int i = 0; i < tensors.Length; i++)
        {
            SafetensorsHeader.Entry entry = header.Entries[i];
            tensors[i] = new Tensor(entry.Name, entry.Type, entry.Shape, ReadBytes(stream, entry.End - entry.Start));
        }

        return new Safetensors(tensors, header.Metadata);
    }

    /// <summary>Writes a file in one step, see <see cref="AtomicFile"/>. The same input gives the same bytes.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="tensors">The tensors, in this order; names distinct.</param>
    /// <param name="metadata">At most 4096 entries, written in the ordinal order of their keys.</param>
    /// <exception cref="ArgumentException">A file that <see cref="Read(string)"/> would refuse; nothing was written.</exception>
    /// <exception cref="IOException">It cannot be written; an older file is left as it was.</exception>
    public static void Write(string path, IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using MemoryStream header = SafetensorsHeaderWriter.Write(tensors, metadata);
        AtomicFile.Write(path, stream => Write(stream, header, tensors));
    }

    /// <summary>Writes to a stream. The same input gives the same bytes.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="tensors">The tensors, in this order; names distinct.</param>
    /// <param name="metadata">At most 4096 entries, written in the ordinal order of their keys.</param>
    /// <exception cref="ArgumentException">A file that <see cref="Read(string)"/> would refuse; nothing was written.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(Stream stream, IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using MemoryStream header = SafetensorsHeaderWriter.Write(tensors, metadata);
        Write(stream, header, tensors);
    }

    private static void Write(Stream stream, MemoryStream header, IReadOnlyList<Tensor> tensors)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        header.WriteTo(stream);
        foreach (Tensor tensor in tensors)
        {
            stream.Write(tensor.Data.Span);
        }
    }

    /// <summary>Reads a number of bytes that was checked against the length of the stream.</summary>
    private static byte[] ReadBytes(Stream stream, long count)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)count);
        stream.ReadExactly(bytes);
        return bytes;
    }
}
