using TinyRecursion.Assurance.Checker.Receipts;

namespace TinyRecursion.Assurance.Tests.Receipts;

/// <summary>A run of a <see cref="ForgedReceipt"/>.</summary>
internal sealed class ForgedRun
{
    public byte[] Instance { get; set; } = [];

    public List<(byte Kind, byte[] Digest)> Events { get; } = [];

    public string Status { get; set; } = string.Empty;

    public long Steps { get; set; }

    public byte[] Answer { get; set; } = [];

    /// <summary>Another number of events than there are, or null.</summary>
    public long? Count { get; set; }

    /// <summary>Another root than that of the events, or null.</summary>
    public byte[]? Root { get; set; }

    public static ForgedRun Of(ReceiptRun run)
    {
        var forged = new ForgedRun { Instance = run.Instance, Status = run.Status, Steps = run.Steps, Answer = run.Answer };
        forged.Events.AddRange(Enumerable.Range(0, run.Count).Select(index => ((byte)run.KindOf(index), run.DigestOf(index).ToArray())));
        return forged;
    }

    /// <summary>The indices of the steps of rules.</summary>
    public int[] Steppings => [.. Enumerable.Range(0, Events.Count).Where(index => Events[index].Kind == (byte)EventKind.Step)];

    /// <summary>Turns one bit of an event's digest.</summary>
    public void Turn(int index) => Events[index] = (Events[index].Kind, [(byte)(Events[index].Digest[0] ^ 1), .. Events[index].Digest[1..]]);
}
