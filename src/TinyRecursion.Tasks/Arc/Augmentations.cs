using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TinyRecursion.Tasks.Arc;

/// <summary>Draws the augmentations of a task as the published builder does.</summary>
internal static class Augmentations
{
    /// <summary>How often at most an augmentation is drawn for each one asked for.</summary>
    public const int RetryFactor = 5;

    /// <summary>
    /// Draws augmentations that each show the task in another way: one that makes the same pairs as the task itself or
    /// as an earlier one, whatever their order, is drawn again, up to <see cref="RetryFactor"/> times the count in all.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="count">How many, from 0.</param>
    /// <param name="seed">Chooses the stream; a task's stream depends on its name, so that other tasks do not matter.</param>
    /// <returns>At most <paramref name="count"/>, fewer where the task has too much symmetry; never the identity.</returns>
    public static IReadOnlyList<ArcAugmentation> Draw(ArcTask task, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ulong name = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(task.Id)));
        SeededRandom random = SeededRandom.For(seed, name);
        var found = new HashSet<string>(StringComparer.Ordinal) { Digest(task) };
        var drawn = new List<ArcAugmentation>();
        for (long trial = (long)RetryFactor * count; trial > 0 && drawn.Count < count; trial--)
        {
            ArcAugmentation augmentation = ArcAugmentation.Draw(ref random);
            if (found.Add(Digest(augmentation.Apply(task))))
            {
                drawn.Add(augmentation);
            }
        }

        return drawn;
    }

    private static string Digest(ArcTask task) => Convert.ToHexString(ArcDigest.OfPairs(task));
}
