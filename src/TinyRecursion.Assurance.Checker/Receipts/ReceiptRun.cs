namespace TinyRecursion.Assurance.Checker.Receipts;

/// <summary>One run of a receipt.</summary>
/// <param name="events">For each event a byte for its kind and its digest.</param>
internal sealed class ReceiptRun(byte[] events)
{
    /// <summary>Bytes of an event.</summary>
    public const int EventBytes = 1 + ReceiptHash.Bytes;

    private byte[] _chain = [];

    /// <summary>The number of the instance, from 0.</summary>
    public required long Number { get; init; }

    /// <summary>The digest of the instance.</summary>
    public required byte[] Instance { get; init; }

    /// <summary>The status of the answer, such as <c>solved</c>: the verdict of the task's checker.</summary>
    public required string Status { get; init; }

    /// <summary>Steps of all runs together as the answer counts them.</summary>
    public required long Steps { get; init; }

    /// <summary>The answer: a JSON object, UTF-8.</summary>
    public required byte[] Answer { get; init; }

    /// <summary>The root of the tree over the chain.</summary>
    public required byte[] Root { get; init; }

    /// <summary>The digest of all of the run.</summary>
    public required byte[] End { get; init; }

    /// <summary>Events.</summary>
    public int Count => events.Length / EventBytes;

    /// <summary>The kind of an event.</summary>
    /// <param name="index">Its index, from 0.</param>
    public EventKind KindOf(int index) => (EventKind)events[index * EventBytes];

    /// <summary>The digest of an event.</summary>
    /// <param name="index">Its index, from 0.</param>
    public ReadOnlySpan<byte> DigestOf(int index) => events.AsSpan((index * EventBytes) + 1, ReceiptHash.Bytes);

    /// <summary>The chain: one digest for the beginning, and one after each event.</summary>
    /// <param name="header">The digest of the header.</param>
    public ReadOnlySpan<byte> Chain(ReadOnlySpan<byte> header)
    {
        if (_chain.Length == 0)
        {
            var chain = new byte[(Count + 1) * ReceiptHash.Bytes];
            ReceiptHash.Of(ReceiptHash.Run, chain, header, Instance);
            for (int i = 0; i < Count; i++)
            {
                Span<byte> at = chain.AsSpan(i * ReceiptHash.Bytes);
                ReceiptHash.Link(at[..ReceiptHash.Bytes], KindOf(i), DigestOf(i), at[ReceiptHash.Bytes..]);
            }

            _chain = chain;
        }

        return _chain;
    }
}
