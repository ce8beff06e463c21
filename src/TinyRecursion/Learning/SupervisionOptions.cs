using TinyRecursion.Recursion;

namespace TinyRecursion.Learning;

/// <summary>The form of supervision, which says what a segment is and when an example is over: one of the records that derive from this.</summary>
public abstract record SupervisionOptions
{
    private protected SupervisionOptions()
    {
    }

    /// <summary>Segments after which an unsolved example is given up, at least one.</summary>
    public int SegmentsPerExample { get; init; } = 8;
}

/// <summary>Deep supervision of the plain loop: a segment is a number of steps, and the gradient runs through all of them.</summary>
public sealed record LoopSupervisionOptions : SupervisionOptions
{
    /// <summary>Steps of a segment; the gradient runs through all of them.</summary>
    public int Steps { get; init; } = 28;

    /// <summary>
    /// Losses within a segment, evenly spaced, the last at its end; at most <see cref="Steps"/>. More than one guide the early steps of a
    /// segment, whose path to the end is long.
    /// </summary>
    public int Losses { get; init; } = 14;

    /// <summary>Probability that a solved example is replaced; the others learn to stay solved.</summary>
    public float ReplaceSolved { get; init; } = 0.5f;

    /// <summary>Share of examples that start from a random state; the others start from zeros.</summary>
    public float RandomStarts { get; init; } = 0.75f;

    /// <summary>
    /// Standard deviation of the uniform noise that is added to every entry of the state before each step: a rule that learns under it
    /// corrects small errors instead of carrying them on, and so can be applied more often than in training. Zero for none.
    /// </summary>
    public float StateNoise { get; init; }
}

/// <summary>
/// Deep supervision of nested cycles (arXiv 2510.04871): a segment is one supervision step, and the rule's own head ends an example.
/// Examples need a <see cref="TokenLoss"/>.
/// </summary>
/// <param name="Cycles">The cycles, with their starts.</param>
internal sealed record NestedSupervisionOptions(NestedCyclesOptions Cycles) : SupervisionOptions
{
    /// <summary>Probability that an example that the halting head would end goes on to a random step.</summary>
    public float HaltExploration { get; init; } = 0.1f;
}
