using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Assurance.Checker.Receipts;

namespace TinyRecursion.Assurance.Tests.Receipts;

/// <summary>
/// A receipt in parts that can be changed, written with digests that fit again: what a forger would hand over. Written after
/// docs/receipt-format.md alone, it is a third implementation of the format.
/// </summary>
internal sealed class ForgedReceipt
{
    public string Task { get; set; } = string.Empty;

    public string Execution { get; set; } = string.Empty;

    public byte[] Model { get; set; } = [];

    public byte[] Graph { get; set; } = [];

    public string Halting { get; set; } = string.Empty;

    public List<(string Name, string[] Texts)> Settings { get; } = [];

    public byte[] Input { get; set; } = [];

    public List<ForgedRun> Runs { get; } = [];

    public static ForgedReceipt Of(byte[] bytes)
    {
        Receipt receipt = Receipt.Read(bytes);
        ReceiptHeader header = receipt.Header;
        var forged = new ForgedReceipt
        {
            Task = header.Task, Execution = header.Execution, Model = header.ModelDigest, Graph = header.GraphDigest, Halting = header.Halting, Input = header.InputDigest,
        };
        forged.Settings.AddRange(header.Settings);
        forged.Runs.AddRange(receipt.Runs.Select(ForgedRun.Of));
        return forged;
    }

    public byte[] Bytes()
    {
        byte[] version = [1, 0, 0, 0];
        byte[] header = [
            .. Sized(Task), .. Sized(Execution), .. Sized(Model), .. Sized(Graph), .. Sized(Halting), .. Word(Settings.Count),
            .. Settings.SelectMany(one => (byte[])[.. Sized(one.Name), .. Word(one.Texts.Length), .. one.Texts.SelectMany(Sized)]), .. Sized(Input),
        ];
        byte[] digest = Hash("header", version, header), all = digest;
        List<byte> bytes = [.. "trm-receipt\n"u8, .. version, .. header];
        foreach (ForgedRun run in Runs)
        {
            byte[] link = Hash("run", digest, run.Instance);
            var links = new List<byte[]>();
            foreach ((byte kind, byte[] content) in run.Events)
            {
                link = Hash("chain", link, [kind, .. content]);
                links.Add(link);
            }

            byte[] closing = [.. Long(run.Count ?? run.Events.Count), .. run.Root ?? Root(links), .. Sized(run.Status), .. Long(run.Steps), .. Sized(run.Answer)];
            byte[] end = Hash("end", link, closing);
            all = Hash("file", all, end);
            bytes.AddRange([1, .. run.Instance, .. run.Events.SelectMany(one => (byte[])[one.Kind, .. one.Digest]), 0, 2, .. closing, .. end]);
        }

        return [.. bytes, 3, .. Long(Runs.Count), .. all];
    }

    public static byte[] Hash(string domain, params byte[][] fields) => SHA256.HashData((byte[])[
        .. ((byte[][])[Encoding.UTF8.GetBytes($"trm receipt 1: {domain}"), .. fields]).SelectMany(field => (byte[])[.. Long(field.Length), .. field])]);

    private static byte[] Root(List<byte[]> leaves)
    {
        if (leaves.Count < 2)
        {
            return leaves.Count == 0 ? new byte[32] : leaves[0];
        }

        int left = (int)BitOperations.RoundUpToPowerOf2((uint)leaves.Count) / 2;
        return Hash("tree", Root(leaves[..left]), Root(leaves[left..]));
    }

    private static byte[] Sized(string text) => Sized(Encoding.UTF8.GetBytes(text));

    private static byte[] Sized(byte[] bytes) => [.. Word(bytes.Length), .. bytes];

    private static byte[] Word(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Long(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
