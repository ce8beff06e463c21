using System.Security.Cryptography;
using TinyRecursion.Assurance.Checker.Receipts;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Receipts;

/// <summary>The reader of receipts: every byte may be hostile.</summary>
public sealed class ReceiptReaderTests : IDisposable
{
    private readonly ReceiptSample _sample = ReceiptSample.Corridor(6);

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData("status", "status must be one of solved, refuted")]
    [InlineData("execution", "execution must be one of integers, tables, code")]
    [InlineData("code with a model", "plain code has no model")]
    [InlineData("no graph", "plain code has no model, everything else has one with a graph")]
    [InlineData("short digest", "the model's digest has 31 bytes, expected 32 or none")]
    [InlineData("kind", "event of kind 7")]
    [InlineData("events told", "the number of events before it is not")]
    [InlineData("steps", "a count below zero")]
    public void What_no_receipt_holds_is_refused_with_its_place(string what, string problem)
    {
        ForgedReceipt forged = ForgedReceipt.Of(_sample.Bytes);
        ForgedRun run = forged.Runs[0];
        switch (what)
        {
            case "status": run.Status = "right"; break;
            case "execution": forged.Execution = "floats"; break;
            case "code with a model": forged.Execution = "code"; break;
            case "no graph": forged.Graph = []; break;
            case "short digest": forged.Model = forged.Model[1..]; break;
            case "kind": run.Events[2] = (7, run.Events[2].Digest); break;
            case "events told": run.Count = 3; break;
            default: run.Steps = -1; break;
        }

        Refused(forged.Bytes(), problem);
    }

    [Fact]
    public void Other_files_versions_and_what_follows_are_refused()
    {
        byte[] bytes = _sample.Bytes;
        Refused([], "is not a receipt");
        Refused([.. "trm-receipt"u8, .. bytes.AsSpan(11).ToArray().Select(_ => (byte)13)], "is not a receipt");
        Refused(Changed(bytes, 12, 2), "version 2, and this program reads 1");
        Refused(Changed(bytes, 12, 0), "version 0, and this program reads 1");
        Refused(Changed(bytes, 15, 1), "version 16777217");
        Refused([.. bytes, 0], "bytes follow the end");
        Refused([.. bytes, .. bytes], "bytes follow the end");
        Refused(Changed(bytes, 19, 0xff), "the task is cut off");
        int task = 20;
        Refused(Changed(bytes, task, 0xff), "the task is not UTF-8");
        Refused(Changed(bytes, bytes.Length - 41, 4), "mark 4 before it");
        Refused(Changed(bytes, bytes.Length - 40, 2), "the number of runs before it is not 1");
    }

    [Fact]
    public void Cut_anywhere_it_is_refused()
    {
        for (int length = 0; length < _sample.Bytes.Length; length++)
        {
            Assert.Throws<ReceiptFormatException>(() => Receipt.Read(_sample.Bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void No_changed_byte_is_accepted()
    {
        byte[] bytes = _sample.Bytes;
        foreach (byte mask in (byte[])[1, 0x80, 0xff])
        {
            for (int at = 0; at < bytes.Length; at++)
            {
                byte[] changed = Changed(bytes, at, (byte)(bytes[at] ^ mask));
                Assert.False(Holds(changed), $"byte {at} with {mask}");
            }
        }
    }

    [Fact]
    public void The_first_digest_that_does_not_fit_is_told()
    {
        ForgedReceipt forged = ForgedReceipt.Of(_sample.Bytes);
        forged.Runs[0].Root = SHA256.HashData("another"u8);
        Assert.Equal("run 0: the root is not that of its events", Receipt.Read(forged.Bytes()).Failure);
        byte[] bytes = _sample.Bytes;
        Assert.Equal("the digest of the file is not that of its runs", Receipt.Read(Changed(bytes, bytes.Length - 1, (byte)(bytes[^1] ^ 1))).Failure);
        int at = bytes.AsSpan().IndexOf("\"moves\""u8);
        Assert.Equal("run 0: the digest of the run is not that of its events, status and answer", Receipt.Read(Changed(bytes, at + 1, (byte)'n')).Failure);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(13)]
    public void A_leaf_is_proved_by_its_own_path_at_its_own_place(int count)
    {
        byte[] leaves = [.. Enumerable.Range(0, count).SelectMany(index => SHA256.HashData([(byte)index]))];
        byte[] root = MerkleTree.Root(leaves);
        for (int index = 0; index < count; index++)
        {
            List<byte[]> path = MerkleTree.Path(leaves, index);
            Assert.True(path.Count <= (int)Math.Ceiling(Math.Log2(count)));
            for (int place = -1; place <= count; place++)
            {
                for (int leaf = 0; leaf < count; leaf++)
                {
                    Assert.Equal(place == index && leaf == index, MerkleTree.Holds(root, count, place, leaves.AsSpan(leaf * 32, 32), path));
                }
            }

            Assert.False(MerkleTree.Holds(root, count, index, leaves.AsSpan(index * 32, 32), [.. path, root]));
            Assert.False(path.Count > 0 && MerkleTree.Holds(root, count, index, leaves.AsSpan(index * 32, 32), path[1..]));
        }
    }

    private static bool Holds(byte[] bytes)
    {
        try
        {
            return Receipt.Read(bytes).Failure is null;
        }
        catch (ReceiptFormatException)
        {
            return false;
        }
    }

    private static void Refused(byte[] bytes, string problem) => Assert.Contains(problem, Assert.Throws<ReceiptFormatException>(() => Receipt.Read(bytes)).Message, StringComparison.Ordinal);

    private static byte[] Changed(byte[] bytes, int at, byte value)
    {
        byte[] changed = [.. bytes];
        changed[at] = value;
        return changed;
    }
}
