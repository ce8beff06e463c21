using TinyRecursion.Problems;

namespace TinyRecursion.Learning;

/// <summary>A problem with what its answer is held against.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Loss">The loss of the logits; an object of its own for each example, since it remembers its last evaluation.</param>
public sealed record TrainingExample(Problem Problem, ILogitLoss Loss)
{
    /// <summary>
    /// The steps of its segments of the plain loop, such as what its answer takes; null, or more than
    /// <see cref="LoopSupervisionOptions.Steps"/>, for that many.
    /// </summary>
    public int? Steps { get; init; }
}
