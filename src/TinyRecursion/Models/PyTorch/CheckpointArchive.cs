using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TinyRecursion.Models.PyTorch;

/// <summary>
/// The zip archive of a checkpoint: <c>prefix/data.pkl</c>, the pickle; <c>prefix/data/key</c>, the storages;
/// <c>prefix/byteorder</c>, if it is there; other entries are not read. Checksums are not compared: PyTorch has a
/// setting that leaves them out.
/// </summary>
internal sealed class CheckpointArchive
{
    private const string PickleName = "data.pkl";
    private const uint HeaderSignature = 0x04034b50;
    private const int HeaderLength = 30;
    private const byte LegacyStart = 0x80;

    /// <summary>More bytes than the pickle of any state dictionary has: that of a hundred thousand tensors.</summary>
    private const int MaximumPickle = 1 << 24;

    private readonly StreamWindow _file;
    private readonly Dictionary<string, ZipEntry> _entries;
    private readonly ZipEntry _pickle;
    private readonly string _prefix;

    private CheckpointArchive(StreamWindow file, Dictionary<string, ZipEntry> entries, ZipEntry pickle)
    {
        (_file, _entries, _pickle) = (file, entries, pickle);
        _prefix = pickle.Name[..^PickleName.Length];
        Budget = new ByteBudget(file);
    }

    /// <summary>What may be allocated for entries and tensors.</summary>
    public ByteBudget Budget { get; }

    /// <summary>Whether a file begins as a zip archive does.</summary>
    public static bool IsArchive(StreamWindow file)
    {
        Span<byte> start = stackalloc byte[sizeof(uint)];
        if (!file.Holds(0, start.Length))
        {
            return false;
        }

        file.Read(0, start);
        return BinaryPrimitives.ReadUInt32LittleEndian(start) == HeaderSignature;
    }

    /// <summary>Reads the directory, finds the pickle and checks the order of bytes.</summary>
    /// <exception cref="ModelFormatException">The file is not the archive of a checkpoint.</exception>
    public static CheckpointArchive Open(StreamWindow file)
    {
        if (!IsArchive(file))
        {
            throw NoArchive(file);
        }

        Dictionary<string, ZipEntry> entries = ZipDirectory.Read(file);
        ZipEntry[] pickles = [.. entries.Values.Where(entry => entry.Name.EndsWith("/" + PickleName, StringComparison.Ordinal))];
        if (pickles.Length != 1)
        {
            throw file.Error($"zip directory: expected one entry 'name/{PickleName}', found {pickles.Length}");
        }

        var archive = new CheckpointArchive(file, entries, pickles[0]);
        archive.CheckByteOrder();
        return archive;
    }

    /// <summary>Reads the pickle.</summary>
    public byte[] ReadPickle() => _pickle.Length <= MaximumPickle
        ? Read(_pickle)
        : throw _file.Error($"{PickleName}: expected at most {MaximumPickle} bytes, found {_pickle.Length}");

    /// <summary>Reads a storage.</summary>
    /// <param name="key">Its name in the archive's folder of storages.</param>
    /// <param name="bytes">The bytes it must have at least.</param>
    public byte[] ReadStorage(string key, long bytes)
    {
        string name = $"data/{key}";
        if (!_entries.TryGetValue(_prefix + name, out ZipEntry? entry))
        {
            throw _file.Error($"storage {ModelFormatException.Quote(name)}: expected an entry of the archive, found none");
        }

        return entry.Length >= bytes
            ? Read(entry)
            : throw _file.Error($"storage {ModelFormatException.Quote(name)}: expected {bytes} bytes, found {entry.Length}");
    }

    private static ModelFormatException NoArchive(StreamWindow file)
    {
        byte[] start = file.Read(0, Math.Min(file.Length, sizeof(uint)));
        return file.Error(start is [LegacyStart, ..]
            ? "expected a zip archive, found a bare pickle, as PyTorch wrote before version 1.6: load it in a current "
                + "PyTorch and save it again with torch.save, or as safetensors"
            : $"expected a zip archive (50 4B 03 04), found {(start.Length == 0 ? "an empty file" : Spaced(start))}");
    }

    private static string Spaced(byte[] bytes) => BitConverter.ToString(bytes).Replace('-', ' ');

    private void CheckByteOrder()
    {
        const int Longest = 16;
        if (_entries.TryGetValue(_prefix + "byteorder", out ZipEntry? entry))
        {
            string order = entry.Length <= Longest ? Encoding.UTF8.GetString(Read(entry)) : "something longer";
            if (order != "little")
            {
                throw _file.Error($"byteorder: expected 'little', found {ModelFormatException.Quote(order)}");
            }
        }
    }

    private byte[] Read(ZipEntry entry)
    {
        string place = $"zip entry {ModelFormatException.Quote(entry.Name)}";
        if (entry.IsEncrypted || entry.Method is not (ZipEntry.Stored or ZipEntry.Deflated))
        {
            throw _file.Error(
                $"{place}: expected stored or deflated bytes, found {(entry.IsEncrypted ? "encrypted ones" : $"method {entry.Method}")}");
        }

        long start = FindStart(entry, place);
        if (!_file.Holds(start, entry.CompressedLength))
        {
            throw _file.Error(
                $"{place}: expected {(ulong)entry.CompressedLength} bytes from byte {start} on, found the end of the file at {_file.Length}");
        }

        if (entry.Length < 0 || (entry.Method == ZipEntry.Stored && entry.Length != entry.CompressedLength))
        {
            throw _file.Error($"{place}: expected {entry.CompressedLength} bytes as stored, found {(ulong)entry.Length}");
        }

        Budget.Take(entry.Length, place);
        return entry.Method == ZipEntry.Stored ? _file.Read(start, entry.Length) : Inflate(entry, start, place);
    }

    /// <summary>Where the bytes of an entry begin: behind its own header, whose name and extra field may differ in length.</summary>
    private long FindStart(ZipEntry entry, string place)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (_file.Holds(entry.HeaderOffset, HeaderLength))
        {
            _file.Read(entry.HeaderOffset, header);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) == HeaderSignature)
            {
                return entry.HeaderOffset + HeaderLength
                    + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
            }
        }

        throw _file.Error($"{place}: expected its header at byte {(ulong)entry.HeaderOffset}, found none");
    }

    private byte[] Inflate(ZipEntry entry, long start, string place)
    {
        Budget.Take(entry.CompressedLength, place);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)entry.Length);
        using var inflated = new DeflateStream(
            new MemoryStream(_file.Read(start, entry.CompressedLength)), CompressionMode.Decompress);
        try
        {
            int found = inflated.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return found == bytes.Length && inflated.ReadByte() < 0
                ? bytes
                : throw _file.Error($"{place}: expected {bytes.Length} bytes when unpacked, found {(found < bytes.Length ? found : "more")}");
        }
        catch (InvalidDataException error)
        {
            throw _file.Error($"{place}: expected deflated bytes, found something else", error);
        }
    }
}
