using System.Numerics;

namespace TinyRecursion.Assurance.Checker.Receipts;

/// <summary>
/// A binary tree of digests over a list of them, shaped as in RFC 6962: the left part is the largest power of two that is less than the whole.
/// Leaves are links of a chain, inner nodes have a domain of their own, so that neither stands for the other.
/// </summary>
internal static class MerkleTree
{
    /// <summary>The root; 32 zeros for no leaves.</summary>
    /// <param name="leaves">The leaves, one after the other.</param>
    public static byte[] Root(ReadOnlySpan<byte> leaves)
    {
        var root = new byte[ReceiptHash.Bytes];
        if (leaves.Length == ReceiptHash.Bytes)
        {
            leaves.CopyTo(root);
        }
        else if (leaves.Length > ReceiptHash.Bytes)
        {
            int left = LeftOf(leaves.Length / ReceiptHash.Bytes) * ReceiptHash.Bytes;
            ReceiptHash.Of(ReceiptHash.Tree, root, Root(leaves[..left]), Root(leaves[left..]));
        }

        return root;
    }

    /// <summary>The digests beside the way from a leaf to the root, the lowest first.</summary>
    /// <param name="leaves">The leaves, one after the other.</param>
    /// <param name="index">The leaf.</param>
    public static List<byte[]> Path(ReadOnlySpan<byte> leaves, int index)
    {
        var path = new List<byte[]>();
        while (leaves.Length > ReceiptHash.Bytes)
        {
            int left = LeftOf(leaves.Length / ReceiptHash.Bytes);
            ReadOnlySpan<byte> first = leaves[..(left * ReceiptHash.Bytes)], second = leaves[(left * ReceiptHash.Bytes)..];
            path.Insert(0, Root(index < left ? second : first));
            leaves = index < left ? first : second;
            index -= index < left ? 0 : left;
        }

        return path;
    }

    /// <summary>Whether a leaf is the one at its index in a tree.</summary>
    /// <param name="root">The root.</param>
    /// <param name="count">Leaves of the tree.</param>
    /// <param name="index">The leaf's index.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="path">The digests beside the way to the root, the lowest first.</param>
    public static bool Holds(ReadOnlySpan<byte> root, int count, int index, ReadOnlySpan<byte> leaf, IReadOnlyList<byte[]> path)
    {
        // The turns on the way down, which a proof read from below needs in reverse.
        var turns = new Stack<bool>();
        for (int at = index, size = count; size > 1;)
        {
            int left = LeftOf(size);
            turns.Push(at < left);
            (at, size) = at < left ? (at, left) : (at - left, size - left);
        }

        if (index < 0 || index >= count || turns.Count != path.Count)
        {
            return false;
        }

        byte[] reached = leaf.ToArray();
        foreach (byte[] other in path)
        {
            bool isLeft = turns.Pop();
            var above = new byte[ReceiptHash.Bytes];
            ReceiptHash.Of(ReceiptHash.Tree, above, isLeft ? reached : other, isLeft ? other : reached);
            reached = above;
        }

        return root.SequenceEqual(reached);
    }

    private static int LeftOf(int count) => 1 << (BitOperations.Log2((uint)count - 1));
}
