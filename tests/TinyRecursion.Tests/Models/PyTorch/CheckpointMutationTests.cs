using System.IO.Compression;
using CsCheck;
using TinyRecursion.Models;
using Xunit;
using static TinyRecursion.Tests.Models.PyTorch.CheckpointSamples;

namespace TinyRecursion.Tests.Models.PyTorch;

/// <summary>
/// Whatever happens to a checkpoint's bytes, it is read or refused as a broken file, and takes no more memory than a
/// file of its length may: sixteen times its bytes and one mebibyte for tensors, and what its pickle needs.
/// </summary>
public sealed class CheckpointMutationTests
{
    private static readonly string[] Fixtures = ["state.pt", "nested.pt", "nested5.pt", "shapes.pt"];

    private static readonly Gen<(int At, byte Value, int Count)[]> Changes =
        Gen.Select(Gen.Int[0, 1 << 16], Gen.Byte, Gen.Int[1, 3]).Array[1, 5];

    [Theory]
    [InlineData("state.pt")]
    [InlineData("nested5.pt")]
    [InlineData("shapes.pt")]
    public void A_pickle_that_is_cut_anywhere_is_refused(string name)
    {
        (string Name, byte[] Data)[] entries = Entries(File.ReadAllBytes(Fixture(name)));
        byte[] pickle = entries[0].Data;
        for (int length = 0; length < pickle.Length; length++)
        {
            entries[0] = ("data.pkl", pickle[..length]);
            Assert.StartsWith("f: data.pkl: byte ", Refusal(Archive(CompressionLevel.NoCompression, entries)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("state.pt")]
    [InlineData("nested5.pt")]
    [InlineData("shapes.pt")]
    public void A_file_that_is_cut_anywhere_is_refused(string name)
    {
        byte[] file = File.ReadAllBytes(Fixture(name));
        for (int length = 0; length < file.Length; length++)
        {
            _ = Refusal(file[..length]);
        }
    }

    [Fact]
    public void Any_changed_pickle_is_read_or_refused()
    {
        (string Name, byte[] Data)[][] files = [.. Fixtures.Select(name => Entries(File.ReadAllBytes(Fixture(name))))];
        Gen.Select(Gen.Int[0, files.Length - 1], Changes).Sample(
            (file, changes) =>
            {
                (string Name, byte[] Data)[] entries = [.. files[file]];
                entries[0] = ("data.pkl", Changed(entries[0].Data, changes));
                Check(Archive(CompressionLevel.NoCompression, entries));
            },
            iter: 5000,
            threads: 1);
    }

    [Fact]
    public void Any_changed_archive_is_read_or_refused()
    {
        byte[][] files =
        [
            .. Fixtures.Select(name => File.ReadAllBytes(Fixture(name))),
            Archive(CompressionLevel.Optimal, Entries(File.ReadAllBytes(Fixture("state.pt")))),
        ];
        Gen.Select(Gen.Int[0, files.Length - 1], Changes).Sample(
            (file, changes) => Check(Changed(files[file], changes)), iter: 5000, threads: 1);
    }

    [Fact]
    public void Any_instructions_at_random_are_read_or_refused()
    {
        // Only instructions that are carried out, so that many of them are reached.
        string[] words =
        [
            .. "()t]}aesuNqhjQRb.\u0085\u0086\u0087\u0088\u0093\u0094".Select(letter => letter.ToString()), "K\u0001", "q\u0000", "h\u0000",
            "ccollections\nOrderedDict\n", "ctorch\nSize\n", "ctorch\nFloatStorage\n", "X\u0001\u0000\u0000\u0000a",
        ];
        Gen.Int[0, words.Length - 1].Select(i => words[i])
            .Array[0, 60].Sample(
                parts => Check(Checkpoint(new PickleWriter().Op('}').Op(string.Concat(parts)).ToArray(), ("data/0", new byte[16]))),
                iter: 5000,
                threads: 1);
    }

    private static void Check(byte[] file) => Assert.InRange(BytesToRead(file), 0, (100L * file.Length) + (1 << 20) + 100_000);

    private static byte[] Changed(byte[] bytes, (int At, byte Value, int Count)[] changes)
    {
        byte[] changed = [.. bytes];
        foreach ((int at, byte value, int count) in changes)
        {
            int start = at % changed.Length;
            changed.AsSpan(start, Math.Min(count, changed.Length - start)).Fill(value);
        }

        return changed;
    }
}
