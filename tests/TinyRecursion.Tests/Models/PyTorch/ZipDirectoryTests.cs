using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using TinyRecursion.Models;
using Xunit;
using static TinyRecursion.Tests.Models.PyTorch.CheckpointSamples;

namespace TinyRecursion.Tests.Models.PyTorch;

/// <summary>Directories of archives with 64-bit records, comments and extra fields, and ones that are cut.</summary>
public sealed class ZipDirectoryTests
{
    private const int LocatorFromEnd = 42, WideEndFromEnd = 98;
    private const string NoWideRecord = "f: zip directory: expected a 64-bit record before the one at the end of the file, found none";

    // Where an entry has its length, its packed length and the place of its header: the order of the extra field too.
    private static readonly int[] Sizes = [24, 20, 42];

    private static readonly byte[] Sample = Checkpoint(PickleWriter.OneTensor(1, 0, [1], [1]), ("data/0", [0, 0, 0x80, 0x3f]));

    [Theory]
    [InlineData(0b111, 24, 0)]
    [InlineData(0b100, 8, 0)]
    [InlineData(0b011, 16, 0)]
    [InlineData(0b010, 8, 0)]
    [InlineData(0b000, 24, 0)]
    [InlineData(0b111, 200, 0)]
    [InlineData(0b111, 24, 100_000)]
    public void Sizes_of_64_bits_are_read_from_extra_fields(int which, int claimed, int padding)
    {
        byte[] first = padding == 0 ? Sample : Checkpoint(PickleWriter.OneTensor(1, 0, [1], [1]), ("data/0", [0, 0, 0x80, 0x3f, .. new byte[padding]]));

        Assert.Equal([1f], Read(Wide(first, which, claimed)).Find("w")!.ToFloat32());
    }

    [Fact]
    public void An_extra_field_that_is_too_short_changes_nothing()
    {
        string message = Refusal(Wide(Sample, 0b010, 7));

        Assert.Equal($"f: zip entry 'p/data.pkl': expected 4294967295 bytes from byte 40 on, found the end of the file at {Wide(Sample, 0b010, 7).Length}", message);
    }

    [Theory]
    [InlineData(LocatorFromEnd, 0)]
    [InlineData(LocatorFromEnd - 15, 0x7f)]
    [InlineData(LocatorFromEnd - 15, 0xff)]
    [InlineData(WideEndFromEnd, 0)]
    public void A_64_bit_record_that_is_not_there_is_missed(int fromEnd, int value)
    {
        byte[] file = Wide(Sample, 0b111, 24);
        file[^fromEnd] = (byte)value;

        Assert.Equal(NoWideRecord, Refusal(file));
    }

    [Fact]
    public void A_file_with_no_room_for_a_64_bit_record_is_refused() => Assert.Equal(
        NoWideRecord, Refusal([0x50, 0x4b, 3, 4, 0x50, 0x4b, 5, 6, .. new byte[4], .. Enumerable.Repeat((byte)0xff, 12), 0, 0]));

    [Fact]
    public void Numbers_of_64_bits_are_checked_as_those_of_32()
    {
        byte[] entries = Wide(Sample, 0b111, 24), length = Wide(Sample, 0b111, 24);
        entries[^(WideEndFromEnd - 32)] = 9;
        length[^(WideEndFromEnd - 47)] = 0x80;

        Assert.Equal("f: zip directory: expected 9 entries, found 2", Refusal(entries));
        Assert.StartsWith($"f: zip directory: expected at most {length.Length} bytes within the file, found 9223372036854775", Refusal(length), StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_is_cut_is_refused_with_the_byte()
    {
        int first = 46 + "p/data.pkl".Length, second = 46 + "p/data/0".Length;
        byte[] header = Changed(first + 20), name = Changed(first + second - 1), other = [.. Sample];
        other[Directory(Sample) + first] = 0;

        Assert.Equal($"f: zip directory: byte {first}: expected an entry, found something else", Refusal(header));
        Assert.Equal($"f: zip directory: byte {first}: expected an entry of {second} bytes, found the end after {second - 1}", Refusal(name));
        Assert.Equal($"f: zip directory: byte {first}: expected an entry, found something else", Refusal(other));

        static byte[] Changed(int length)
        {
            byte[] file = [.. Sample];
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - 10), length);
            return file;
        }
    }

    [Fact]
    public void An_entry_without_a_name_is_an_entry()
    {
        int directory = Directory(Sample);
        byte[] nameless = Sample[directory..(directory + 46)], end = Sample[^22..];
        nameless.AsSpan(28, 4).Clear();
        end[10]++;
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), Sample.Length - 22 - directory + 46);

        Assert.Single(Read([.. Sample[..^22], .. nameless, .. end]).Tensors);
    }

    [Theory]
    [InlineData(1 << 24, "zip entry 'p/data.pkl': expected {0} bytes as stored, found 16777216")]
    [InlineData((1 << 24) + 1, "data.pkl: expected at most 16777216 bytes, found 16777217")]
    public void A_pickle_ends_at_its_limit(int length, string message)
    {
        byte[] file = [.. Sample];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(Directory(file) + 24), length);

        Assert.Equal("f: " + message.Replace("{0}", $"{Entries(Sample)[0].Data.Length}", StringComparison.Ordinal), Refusal(file));
    }

    [Theory]
    [InlineData("p/data.pkl", 1, "expected {1} bytes when unpacked, found {0}")]
    [InlineData("p/data.pkl", -1, "expected {1} bytes when unpacked, found more")]
    [InlineData("p/data/0", 1, "expected {1} bytes when unpacked, found {0}")]
    [InlineData("p/data/0", -1, "expected {1} bytes when unpacked, found more")]
    public void An_entry_that_unpacks_to_another_length_is_refused(string name, int difference, string problem)
    {
        byte[] file = Archive(CompressionLevel.Optimal, ("data.pkl", PickleWriter.OneTensor(1, 0, [1], [1])), ("data/0", new byte[100]));
        int entry = file.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(name)) - 46;
        int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(entry + 24));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry + 24), length + difference);

        Assert.Equal(
            $"f: zip entry '{name}': " + problem.Replace("{0}", $"{length}", StringComparison.Ordinal).Replace("{1}", $"{length + difference}", StringComparison.Ordinal),
            Refusal(file));
    }

    [Fact]
    public void Only_an_entry_of_the_very_name_is_the_pickle()
    {
        byte[] file = Checkpoint(PickleWriter.OneTensor(1, 0, [1], [1]), ("data/0", new byte[4]), ("old_data.pkl", [1]));

        Assert.Single(Read(file).Tensors);
    }

    [Fact]
    public void An_order_of_bytes_is_quoted_up_to_its_limit() => Assert.Equal(
        "f: byteorder: expected 'little', found 'little, or is it'",
        Refusal(Checkpoint(PickleWriter.OneTensor(1, 0, [1], [1]), ("byteorder", Encoding.ASCII.GetBytes("little, or is it")))));

    private static int Directory(byte[] file) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 6));

    /// <summary>The same archive with a directory that says some of its sizes, and all of its end, in 64 bits.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="which">Bits of the sizes of <see cref="Sizes"/> that go to the extra field.</param>
    /// <param name="claimed">The length that the extra field claims; it holds no more bytes than three sizes.</param>
    private static byte[] Wide(byte[] file, int which, int claimed)
    {
        int start = Directory(file), count = 0;
        var directory = new List<byte>();
        for (int at = start; at < file.Length - 22; count++)
        {
            int name = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at + 28));
            byte[] entry = file[at..(at + 46)], wide = new byte[24];
            int filled = 0;
            for (int i = 0; i < Sizes.Length; i++)
            {
                Span<byte> size = entry.AsSpan(Sizes[i], 4);
                // Where sizes stay, zeros that are not to be read fill the extra field.
                if ((which & (1 << i)) != 0)
                {
                    BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(filled), BinaryPrimitives.ReadUInt32LittleEndian(size));
                    size.Fill(0xff);
                    filled += 8;
                }
            }

            // Another field first, and a comment of three bytes at the end.
            byte[] held = wide[..Math.Min(claimed, 24)], extra = [0x77, 0x77, 2, 0, 1, 0, 1, 0, (byte)claimed, 0, .. held];
            entry[30] = (byte)extra.Length;
            entry[32] = 3;
            directory.AddRange([.. entry, .. file[(at + 46)..(at + 46 + name)], .. extra, 1, 2, 3]);
            at += 46 + name;
        }

        byte[] end = new byte[56], locator = new byte[20];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06064b50);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(32), count);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(40), directory.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(48), start);
        BinaryPrimitives.WriteUInt32LittleEndian(locator, 0x07064b50);
        BinaryPrimitives.WriteInt64LittleEndian(locator.AsSpan(8), start + directory.Count);
        return [.. file[..start], .. directory, .. end, .. locator, 0x50, 0x4b, 5, 6, 0, 0, 0, 0, .. Enumerable.Repeat((byte)0xff, 12), 0, 0];
    }
}
