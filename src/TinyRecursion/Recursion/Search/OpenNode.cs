namespace TinyRecursion.Recursion.Search;

/// <summary>A node some of whose choices are still to be looked at.</summary>
/// <param name="node">The node.</param>
/// <param name="depth">Choices above it.</param>
/// <param name="bytes">Its estimated size.</param>
/// <param name="guidance">What the guide made of it.</param>
internal sealed class OpenNode<TNode>(TNode node, int depth, long bytes, Guidance guidance)
{
    /// <summary>The node.</summary>
    public TNode Node => node;

    /// <summary>Choices above it.</summary>
    public int Depth => depth;

    /// <summary>Its estimated size.</summary>
    public long Bytes => bytes;

    /// <summary>What the guide made of it.</summary>
    public Guidance Guidance => guidance;

    /// <summary>Choices still to be looked at.</summary>
    public int Waiting { get; set; }
}
