using System.Security.Cryptography;

namespace TinyRecursion.Tasks.Arc;

/// <summary>Digests of contents: what tells two augmentations of a task apart, and what a data set is made of.</summary>
internal static class ArcDigest
{
    private const int Size = SHA256.HashSizeInBytes;

    /// <summary>
    /// A digest of a task's pairs that does not depend on their order or on which of them are shown, as published. A
    /// missing output counts as the one cell of colour 0 that the published builder puts there.
    /// </summary>
    public static byte[] OfPairs(ArcTask task)
    {
        int count = task.Train.Count + task.Test.Count;
        var digests = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            digests[i] = OfPair(i < task.Train.Count ? task.Train[i] : task.Test[i - task.Train.Count]);
        }

        Array.Sort(digests, (a, b) => a.AsSpan().SequenceCompareTo(b));
        var all = new byte[count * Size];
        for (int i = 0; i < count; i++)
        {
            digests[i].CopyTo(all, i * Size);
        }

        return SHA256.HashData(all);
    }

    /// <summary>A digest of an input and its output.</summary>
    public static byte[] OfPair(ArcPair pair)
    {
        Span<byte> buffer = stackalloc byte[2 * ((ArcGrid.MaximumSide * ArcGrid.MaximumSide) + 2)];
        int length = Write(pair.Input.Rows, pair.Input.Columns, pair.Input.Cells, buffer);
        length += pair.Output is { } output
            ? Write(output.Rows, output.Columns, output.Cells, buffer[length..])
            : Write(1, 1, [0], buffer[length..]);
        return SHA256.HashData(buffer[..length]);
    }

    private static int Write(int rows, int columns, ReadOnlySpan<byte> cells, Span<byte> buffer)
    {
        (buffer[0], buffer[1]) = ((byte)rows, (byte)columns);
        cells.CopyTo(buffer[2..]);
        return cells.Length + 2;
    }
}
