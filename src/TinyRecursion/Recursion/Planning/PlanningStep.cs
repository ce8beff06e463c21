using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Recursion.Planning;

/// <summary>
/// A step of a search for a plan as a trace sees it: a layer of a beam, or a batch of best-first search. Valid during the
/// call only.
/// </summary>
internal sealed class PlanningStep : ITracedStep, ICanonicalState
{
    public long Number { get; set; }

    /// <summary>States estimated so far.</summary>
    public long Nodes { get; set; }

    /// <summary>States whose successors were listed so far.</summary>
    public long Expanded { get; set; }

    /// <summary>The most actions that a state looked at lies from the start.</summary>
    public int Depth { get; set; }

    /// <summary>States that wait to be expanded.</summary>
    public int Frontier { get; set; }

    /// <summary>The lowest estimate met so far.</summary>
    public float Closest { get; set; }

    ICanonicalState ITracedStep.Canonical => this;

    StateKind ICanonicalState.Kind => StateKind.Plan;

    Problem? ICanonicalState.Problem => null;

    ReadOnlySpan<byte> ICanonicalState.Bytes() => StateBytes.Of(Nodes, Expanded, Depth, Frontier, BitConverter.SingleToInt32Bits(Closest));

    public ReadOnlySpan<float> Readout() => [];

    public float Residual() => float.PositiveInfinity;
}
