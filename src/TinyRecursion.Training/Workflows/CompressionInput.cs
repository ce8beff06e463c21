using TinyRecursion.Learning;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Workflows;

/// <summary>The data of a task that a compression needs.</summary>
public sealed record CompressionInput
{
    /// <summary>Problems to calibrate on and to measure drift on, at least one; those without cells are left out.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>
    /// Makes the plan of training a rule, smaller perhaps than the model's, from given parameters; null for rules that are not trained
    /// on examples. The plan's export gives a model of that rule.
    /// </summary>
    public Func<RuleGraph, float[], TrainingPlan>? Training { get; init; }

    /// <summary>The folder of the training, and how often it reports, validates and saves.</summary>
    public TrainingRunOptions Run { get; init; } = new();
}
