using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Recursion.Search;

/// <summary>A step of a search as a trace sees it: a node that was propagated. Valid during the call only.</summary>
/// <typeparam name="TNode">The node.</typeparam>
internal sealed class SearchStep<TNode> : ITracedStep, ICanonicalState
{
    public long Number { get; set; }

    /// <summary>The node after propagation.</summary>
    public TNode Node { get; set; } = default!;

    /// <summary>What propagation made of it.</summary>
    public NodeStatus Status { get; set; }

    /// <summary>The choice that led to it; the default at the root.</summary>
    public SearchChoice Choice { get; set; }

    /// <summary>Choices made above it.</summary>
    public int Depth { get; set; }

    /// <summary>Choices listed and not looked at.</summary>
    public long OpenNodes { get; set; }

    ICanonicalState ITracedStep.Canonical => this;

    StateKind ICanonicalState.Kind => StateKind.Node;

    Problem? ICanonicalState.Problem => null;

    ReadOnlySpan<byte> ICanonicalState.Bytes() => StateBytes.Of((long)Status, Choice.Variable, Choice.Value, Depth, OpenNodes);

    public ReadOnlySpan<float> Readout() => [];

    public float Residual() => float.PositiveInfinity;
}
