using System.Buffers.Binary;
using System.Text;

namespace TinyRecursion.Models.PyTorch;

/// <summary>
/// Reads the directory of a zip archive, which stands at its end (APPNOTE.TXT 6.3, sections 4.3.12 to 4.3.16 and
/// 4.5.3). Read by hand rather than by a library, so that no length is believed before it was checked and every error
/// is ours: PyTorch leaves the sizes in the entries' own headers empty and always writes the 64-bit records.
/// </summary>
internal static class ZipDirectory
{
    private const uint EntrySignature = 0x02014b50, EndSignature = 0x06054b50;
    private const uint LocatorSignature = 0x07064b50, WideEndSignature = 0x06064b50;
    private const int EntryLength = 46, EndLength = 22, LocatorLength = 20, WideEndLength = 56;
    private const ushort WideFields = 1;

    /// <summary>More bytes than the directory of any checkpoint has: that of half a million entries.</summary>
    private const int MaximumLength = 1 << 26;

    /// <summary>Reads the entries by name.</summary>
    /// <exception cref="ModelFormatException">There is no directory, it is broken, or a name occurs twice.</exception>
    public static Dictionary<string, ZipEntry> Read(StreamWindow file)
    {
        (long offset, long length, long count) = Locate(file);
        if (!file.Holds(offset, length) || length > MaximumLength)
        {
            throw file.Error(
                $"zip directory: expected at most {Math.Min(MaximumLength, file.Length)} bytes within the file, "
                + $"found {(ulong)length} from byte {(ulong)offset} on");
        }

        ReadOnlySpan<byte> directory = file.Read(offset, length);
        var entries = new Dictionary<string, ZipEntry>(StringComparer.Ordinal);
        for (int at = 0; at < directory.Length;)
        {
            ZipEntry entry = ReadEntry(file, directory, ref at);
            if (!entries.TryAdd(entry.Name, entry))
            {
                throw file.Error($"zip directory: expected one entry {ModelFormatException.Quote(entry.Name)}, found two");
            }
        }

        return entries.Count == count
            ? entries
            : throw file.Error($"zip directory: expected {(ulong)count} entries, found {entries.Count}");
    }

    /// <summary>Finds the record at the end, behind which there may be a comment, and the 64-bit one it may refer to.</summary>
    private static (long Offset, long Length, long Count) Locate(StreamWindow file)
    {
        int tailLength = (int)Math.Min(file.Length, EndLength + ushort.MaxValue);
        byte[] tail = file.Read(file.Length - tailLength, (long)tailLength);
        int at = tailLength - EndLength;
        while (at >= 0 && !(UInt32(tail, at) == EndSignature && UInt16(tail, at + 20) == tailLength - EndLength - at))
        {
            at--;
        }

        if (at < 0)
        {
            throw file.Error("zip directory: expected its record at the end of the file, found none: the file may be cut short");
        }

        (ushort count, uint length, uint offset) = (UInt16(tail, at + 10), UInt32(tail, at + 12), UInt32(tail, at + 16));
        return count == ushort.MaxValue || length == uint.MaxValue || offset == uint.MaxValue
            ? LocateWide(file, file.Length - tailLength + at - LocatorLength)
            : (offset, length, count);
    }

    private static (long Offset, long Length, long Count) LocateWide(StreamWindow file, long locatorOffset)
    {
        if (file.Holds(locatorOffset, LocatorLength))
        {
            byte[] locator = file.Read(locatorOffset, (long)LocatorLength);
            long endOffset = Int64(locator, 8);
            if (UInt32(locator, 0) == LocatorSignature && file.Holds(endOffset, WideEndLength))
            {
                byte[] end = file.Read(endOffset, (long)WideEndLength);
                if (UInt32(end, 0) == WideEndSignature)
                {
                    return (Int64(end, 48), Int64(end, 40), Int64(end, 32));
                }
            }
        }

        throw file.Error("zip directory: expected a 64-bit record before the one at the end of the file, found none");
    }

    private static ZipEntry ReadEntry(StreamWindow file, ReadOnlySpan<byte> directory, ref int at)
    {
        ReadOnlySpan<byte> rest = directory[at..];
        if (rest.Length < EntryLength || UInt32(rest, 0) != EntrySignature)
        {
            throw file.Error($"zip directory: byte {at}: expected an entry, found something else");
        }

        int nameLength = UInt16(rest, 28), extraLength = UInt16(rest, 30);
        int length = EntryLength + nameLength + extraLength + UInt16(rest, 32);
        if (rest.Length < length)
        {
            throw file.Error($"zip directory: byte {at}: expected an entry of {length} bytes, found the end after {rest.Length}");
        }

        // Names that are not UTF-8 are only shown and compared.
        string name = Encoding.UTF8.GetString(rest.Slice(EntryLength, nameLength));
        Span<long> sizes = [UInt32(rest, 24), UInt32(rest, 20), UInt32(rest, 42)];
        Widen(rest.Slice(EntryLength + nameLength, extraLength), sizes);
        at += length;
        return new ZipEntry(name, UInt16(rest, 8), UInt16(rest, 10), sizes[1], sizes[0], sizes[2]);
    }

    /// <summary>Replaces sizes that do not fit 32 bits by those of the extra field, where they stand in this order.</summary>
    private static void Widen(ReadOnlySpan<byte> extra, Span<long> sizes)
    {
        while (extra.Length >= 4)
        {
            int length = Math.Min(UInt16(extra, 2), extra.Length - 4);
            ReadOnlySpan<byte> field = extra.Slice(4, length);
            for (int i = 0; UInt16(extra, 0) == WideFields && i < sizes.Length; i++)
            {
                if (sizes[i] == uint.MaxValue && field.Length >= sizeof(long))
                {
                    sizes[i] = Int64(field, 0);
                    field = field[sizeof(long)..];
                }
            }

            extra = extra[(4 + length)..];
        }
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Int64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
