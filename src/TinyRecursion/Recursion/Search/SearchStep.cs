using TinyRecursion.Rules;

namespace TinyRecursion.Recursion.Search;

/// <summary>A step of a search as a trace sees it: a node that was propagated. Valid during the call only.</summary>
/// <typeparam name="TNode">The node.</typeparam>
internal sealed class SearchStep<TNode> : ITracedStep
{
    internal SearchStep()
    {
    }

    public long Number { get; internal set; }

    /// <summary>The node after propagation.</summary>
    public TNode Node { get; internal set; } = default!;

    /// <summary>What propagation made of it.</summary>
    public NodeStatus Status { get; internal set; }

    /// <summary>The choice that led to it; the default at the root.</summary>
    public SearchChoice Choice { get; internal set; }

    /// <summary>Choices made above it.</summary>
    public int Depth { get; internal set; }

    /// <summary>Choices listed and not looked at.</summary>
    public long OpenNodes { get; internal set; }

    public ReadOnlySpan<float> Readout() => [];

    public float Residual() => float.PositiveInfinity;
}
