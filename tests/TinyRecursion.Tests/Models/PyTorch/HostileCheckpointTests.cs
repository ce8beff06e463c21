using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Xunit;
using static TinyRecursion.Tests.Models.PyTorch.CheckpointSamples;

namespace TinyRecursion.Tests.Models.PyTorch;

/// <summary>Tensors, names and archives that are not what they claim are refused before they cost anything.</summary>
public sealed class HostileCheckpointTests
{
    private const long Huge = long.MaxValue;

    public static TheoryData<long, long, long[], long[], string> Outside => new()
    {
        { 4, 0, [5], [1], "expected elements within a storage of 4, found size [5] with stride [1] from element 0 on" },
        { 4, 1, [4], [1], "found size [4] with stride [1] from element 1 on" },
        { 4, 0, [2, 2], [3, 1], "expected elements within a storage of 4" },
        { 4, 4, [], [], "expected elements within a storage of 4" },
        { 4, Huge, [1], [1], "expected elements within a storage of 4" },
        { 4, 0, [2, 2], [Huge, Huge], "expected elements within a storage of 4" },
        { 4, -1, [1], [1], "field 'offset': expected a number from 0 on, found -1" },
        { 4, 0, [-1], [1], "field 'size': expected fewer than 2^63 bytes, found [-1]" },
        { 4, 0, [Huge, Huge], [0, 0], "field 'size': expected fewer than 2^63 bytes" },
        { 4, 0, [2], [-1], "field 'stride': expected 1 numbers from 0 on, found [-1]" },
        { 4, 0, [2], [1, 1], "field 'stride': expected 1 numbers from 0 on, found [1, 1]" },
        { 4, 0, new long[65], new long[65], "field 'size': expected at most 64 whole numbers" },
        { 4, 0, [1L << 40], [0], "expected at most 2147483591 bytes, found 4398046511104" },
        { 4, 0, [1L << 28], [0], "bytes in all from a file of" },
        { -1, 0, [0], [1], "expected a storage of 0 to 2147483591 bytes, found -4" },
        { Huge, 0, [1], [1], "expected a storage of 0 to 2147483591 bytes" },
        { 1L << 28, 0, [1], [1], "storage 'data/0': expected 1073741824 bytes, found 16" },
        { 5, 0, [1], [1], "storage 'data/0': expected 20 bytes, found 16" },
    };

    public static TheoryData<byte[], string> Roots => new()
    {
        { new PickleWriter().Tensor(1, 0, [1], [1]).ToArray(), "found a tensor" },
        { new PickleWriter().Op(']').ToArray(), "found a list" },
        { new PickleWriter().Op('N').ToArray(), "found None" },
        { new PickleWriter().Number(3).ToArray(), "found a whole number" },
        { new PickleWriter().Op("ctorch\nSize\n").ToArray(), "found a class" },
    };

    public static TheoryData<byte[], string> Names => new()
    {
        { Twice("a", "a"), "data.pkl: tensor 'a': expected one tensor of this name, found two" },
        { Twice(string.Empty, "a"), "data.pkl: tensor '': expected a name, found none" },
        {
            new PickleWriter().Op("}(").Text("a.b").Tensor(1, 0, [1], [1]).Text("a").Op('}').Text("b").Tensor(1, 0, [1], [1]).Op("su").ToArray(),
            "tensor 'a.b': expected one tensor of this name, found two"
        },
        { new PickleWriter().Op("}N").Tensor(1, 0, [1], [1]).Op('s').ToArray(), "expected text or a whole number as a key, found None" },

        // A dictionary within itself, and one of 2^40 paths to nothing.
        { new PickleWriter().Op("}q\u0000").Text("a").Op("h\u0000s").ToArray(), "expected at most 64 dictionaries within each other" },
        { Doubled(40), "expected entries and names in proportion to the pickle, found more" },
    };

    [Theory]
    [MemberData(nameof(Outside))]
    public void A_tensor_outside_its_storage_is_refused_without_allocating_it(
        long count, long offset, long[] size, long[] stride, string problem)
    {
        byte[] file = Checkpoint(PickleWriter.OneTensor(count, offset, size, stride), ("data/0", new byte[16]));

        string message = Refusal(file);

        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.Matches("^f: (tensor 'w'|storage 'data/0'): ", message);
        Assert.InRange(BytesToRead(file), 0, 200_000);
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void What_is_no_dictionary_is_refused(byte[] pickle, string found) =>
        Assert.Equal("f: data.pkl: expected a dictionary of tensors by name, " + found, Refusal(Checkpoint(pickle)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_that_are_none_or_too_many_are_refused(byte[] pickle, string problem)
    {
        byte[] file = Checkpoint(pickle, ("data/0", new byte[4]));

        Assert.Contains(problem, Refusal(file), StringComparison.Ordinal);
        Assert.InRange(BytesToRead(file), 0, 10_000_000);
    }

    [Fact]
    public void Views_that_repeat_elements_stop_at_a_multiple_of_the_file()
    {
        var pickle = new PickleWriter().Op("}(");
        for (int i = 0; i < 100; i++)
        {
            pickle.Text($"{i}").Tensor(4, 0, [10_000], [0]);
        }

        byte[] file = Checkpoint(pickle.Op('u').ToArray(), ("data/0", new byte[16]));

        Assert.Contains("bytes in all from a file of", Refusal(file), StringComparison.Ordinal);
        Assert.InRange(BytesToRead(file), 0, (60L * file.Length) + (1 << 21));
    }

    [Fact]
    public void An_entry_that_unpacks_to_a_thousand_times_its_bytes_is_refused()
    {
        byte[] pickle = PickleWriter.OneTensor(1 << 24, 0, [1 << 24], [1]);
        byte[] file = Archive(CompressionLevel.Optimal, ("data.pkl", pickle), ("data/0", new byte[1 << 26]));

        Assert.InRange(file.Length, 0, 1 << 18);
        Assert.Contains("zip entry 'p/data/0': expected at most", Refusal(file), StringComparison.Ordinal);
        Assert.InRange(BytesToRead(file), 0, 1 << 20);
    }

    [Fact]
    public void Metadata_that_changes_what_elements_mean_is_refused()
    {
        byte[] Tensor(string metadata) => Checkpoint(
            new PickleWriter().Op('}').Text("w").Op("ctorch._utils\n_rebuild_tensor_v2\n(").Storage(1).Number(0).Tuple([1]).Tuple([1])
                .Op($"\u0089ccollections\nOrderedDict\n)R{metadata}tRs").ToArray(),
            ("data/0", new byte[4]));

        Assert.Single(Read(Tensor("}")).Tensors);
        Assert.Contains(
            "expected the arguments that PyTorch writes for 'Tensor'", Refusal(Tensor("}X\u0003\u0000\u0000\u0000neg\u0088s")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_storage_is_refused_by_its_name() => Assert.Equal(
        "f: storage 'data/../x': expected an entry of the archive, found none",
        Refusal(Checkpoint(PickleWriter.OneTensor(1, 0, [1], [1], key: "../x"), ("data/0", new byte[4]))));

    [Theory]
    [InlineData("big", "f: byteorder: expected 'little', found 'big'")]
    [InlineData("", "f: byteorder: expected 'little', found ''")]
    [InlineData("little, or is it?", "f: byteorder: expected 'little', found 'something longer'")]
    public void Another_order_of_bytes_is_refused(string order, string expected) => Assert.Equal(
        expected,
        Refusal(Checkpoint(PickleWriter.OneTensor(1, 0, [1], [1]), ("data/0", new byte[4]), ("byteorder", Encoding.ASCII.GetBytes(order)))));

    [Fact]
    public void Files_that_are_no_archives_are_refused()
    {
        Assert.Equal(
            "f: expected a zip archive, found a bare pickle, as PyTorch wrote before version 1.6: load it in a current PyTorch and save it "
            + "again with torch.save, or as safetensors",
            Refusal([0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.']));
        Assert.Equal("f: expected a zip archive (50 4B 03 04), found an empty file", Refusal([]));
        Assert.Equal("f: expected a zip archive (50 4B 03 04), found 50 4B 03", Refusal([0x50, 0x4b, 3]));
        Assert.Contains("zip directory: expected its record at the end", Refusal([0x50, 0x4b, 3, 4]), StringComparison.Ordinal);
        Assert.Contains("expected one entry 'name/data.pkl', found 0", Refusal(Archive(CompressionLevel.NoCompression, ("x", [1]))), StringComparison.Ordinal);
        Assert.Contains(
            "expected one entry 'name/data.pkl', found 2",
            Refusal(Archive(CompressionLevel.NoCompression, ("data.pkl", [1]), ("a/data.pkl", [1]))),
            StringComparison.Ordinal);
        Assert.Contains(
            "expected one entry 'p/x', found two",
            Refusal(Archive(CompressionLevel.NoCompression, ("x", [1]), ("x", [1]))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 1, "expected stored or deflated bytes, found encrypted ones")]
    [InlineData(10, 12, "expected stored or deflated bytes, found method 12")]
    [InlineData(10, 8, "expected deflated bytes, found something else")]
    [InlineData(24, 2, "bytes as stored, found 2")]
    [InlineData(23, 0x7f, "found the end of the file at")]
    [InlineData(42, 9, "expected its header at byte 9, found none")]
    [InlineData(45, 0x7f, "expected its header at byte 2130706432, found none")]
    public void A_directory_that_does_not_fit_its_entry_is_refused(int at, byte value, string problem)
    {
        byte[] file = Checkpoint(PickleWriter.OneTensor(1, 0, [1], [1]), ("data/0", new byte[4]));
        int directory = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 6));
        file[directory + at] = value;

        string message = Refusal(file);

        Assert.Contains("zip entry 'p/data.pkl': ", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, ushort.MaxValue - 1, "expected 65534 entries, found 2")]
    [InlineData(10, ushort.MaxValue, "expected a 64-bit record before the one at the end")]
    [InlineData(14, 0x7fff, "bytes within the file, found 2147")]
    [InlineData(18, 0x7fff, "bytes within the file, found")]
    public void A_record_at_the_end_that_is_wrong_is_refused(int at, int value, string problem)
    {
        byte[] file = Checkpoint(PickleWriter.OneTensor(1, 0, [1], [1]), ("data/0", new byte[4]));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(file.Length - 22 + at), (ushort)value);

        Assert.Contains(problem, Refusal(file), StringComparison.Ordinal);
        Assert.InRange(BytesToRead(file), 0, 100_000);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_no_checkpoint()
    {
        using var stream = new DeflateStream(Stream.Null, CompressionMode.Decompress);

        Assert.Throws<NotSupportedException>(() => TinyRecursion.Models.PyTorch.PyTorchCheckpoint.Read(stream, "f"));
    }

    private static byte[] Twice(string first, string second) => new PickleWriter().Op("}(")
        .Text(first).Tensor(1, 0, [1], [1]).Text(second).Tensor(1, 0, [1], [1]).Op('u').ToArray();

    /// <summary>A dictionary of dictionaries, each with the one before it twice.</summary>
    private static byte[] Doubled(int levels)
    {
        PickleWriter pickle = new PickleWriter().Op("}(").Text("0").Op("}q\u0000");
        for (int i = 1; i <= levels; i++)
        {
            pickle.Text($"{i}").Op("}(").Text("a").Op("h\u0000").Text("b").Op("h\u0000uq\u0000");
        }

        return pickle.Op('u').ToArray();
    }
}
