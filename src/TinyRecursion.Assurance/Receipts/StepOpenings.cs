using TinyRecursion.Assurance.Checker.Receipts;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>The file in which steps of a receipt are laid open.</summary>
internal static class StepOpenings
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <summary>What every such file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "trm-openings\n"u8;

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <returns>The digest of the receipt, and the steps.</returns>
    /// <exception cref="ReceiptFormatException">It is none.</exception>
    public static (byte[] Receipt, IReadOnlyList<StepOpening> Steps) Read(ReadOnlySpan<byte> bytes)
    {
        var cursor = new ByteCursor(bytes);
        cursor.Begin(Magic, "a file of openings", Version);
        byte[] receipt = cursor.Digest("the receipt's digest");
        // What several steps have in common, such as a topology, stands once.
        var parts = new byte[cursor.Several("parts", sizeof(uint))][];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = cursor.Sized("a part").ToArray();
        }

        var steps = new StepOpening[cursor.Several("steps", ReceiptHash.Bytes)];
        for (int i = 0; i < steps.Length; i++)
        {
            int run = Index(ref cursor), at = Index(ref cursor);
            byte[] before = cursor.Digest("a link"), state = Part(ref cursor, parts), problem = Part(ref cursor, parts), topology = Part(ref cursor, parts);
            var path = new byte[cursor.Several("digests of a path", ReceiptHash.Bytes)][];
            for (int k = 0; k < path.Length; k++)
            {
                path[k] = cursor.Digest("a digest of a path");
            }

            steps[i] = new StepOpening(run, at, before, state, problem, topology, path);
        }

        cursor.End();
        return (receipt, steps);
    }

    private static int Index(ref ByteCursor cursor)
    {
        uint index = cursor.Word();
        return index <= int.MaxValue ? (int)index : throw cursor.Wrong("an index beyond 2^31");
    }

    private static byte[] Part(ref ByteCursor cursor, byte[][] parts)
    {
        uint part = cursor.Word();
        return part < parts.Length ? parts[part] : throw cursor.Wrong($"part {part}, and there are {parts.Length}");
    }
}
