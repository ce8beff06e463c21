using TinyRecursion.Problems;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>What is asked about the states of a model.</summary>
internal sealed record StateBoundsOptions
{
    /// <summary>Steps, at least one.</summary>
    public int Steps { get; init; } = 8;

    /// <summary>How far from zero entries of the first state may be, from 0.</summary>
    public double Start { get; init; }

    /// <summary>The problem, or null for every problem.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Which problems are all, where none is given.</summary>
    public AnyProblem Any { get; init; } = new();

    /// <summary>The most noise symbols of a value.</summary>
    public int Symbols { get; init; } = FloatZonotopes.DefaultLimit;
}
