using TinyRecursion.Assurance.Checker.Receipts;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>Answers a referee's questions about one's own receipt. Questions and replies are bytes, which may travel any way.</summary>
/// <param name="receipt">The receipt.</param>
internal sealed class DisputeParty(Receipt receipt)
{
    /// <summary>Answers a question.</summary>
    /// <param name="question">Run and event, 32 bits each.</param>
    /// <returns>The link of the chain after the event, and the digests beside its way to the root of the run.</returns>
    /// <exception cref="ReceiptFormatException">It is no question about the receipt.</exception>
    public byte[] Answer(byte[] question)
    {
        var cursor = new ByteCursor(question);
        uint run = cursor.Word(), index = cursor.Word();
        cursor.End();
        if (run >= receipt.Runs.Count || index >= receipt.Runs[(int)run].Count)
        {
            throw new ReceiptFormatException(0, $"run {run} has no event {index}");
        }

        ReadOnlySpan<byte> links = receipt.Runs[(int)run].Chain(receipt.HeaderDigest)[ReceiptHash.Bytes..];
        return [.. links.Slice((int)index * ReceiptHash.Bytes, ReceiptHash.Bytes), .. MerkleTree.Path(links, (int)index).SelectMany(digest => digest)];
    }

    /// <summary>The link in a reply.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="run">The end of the party's run.</param>
    /// <param name="index">The event asked about.</param>
    /// <returns>Null where the reply does not fit the root that the party handed over before.</returns>
    public static byte[]? LinkIn(byte[] reply, ReceiptRun run, int index)
    {
        if (reply.Length == 0 || reply.Length % ReceiptHash.Bytes != 0)
        {
            return null;
        }

        byte[][] digests = [.. reply.Chunk(ReceiptHash.Bytes)];
        return MerkleTree.Holds(run.Root, run.Count, index, digests[0], digests[1..]) ? digests[0] : null;
    }
}
