using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Learning;

/// <summary>Everything that a task gives to a training run: the rule as it learns, its examples, defaults, validation, and the model that it becomes.</summary>
public sealed record TrainingPlan
{
    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>The rule as it learns, which may read out more than the one that is shipped.</summary>
    public required RuleGraph Graph { get; init; }

    /// <summary>The parameters of <see cref="Graph"/> to start from; null to draw them from the seed.</summary>
    public float[]? Start { get; init; }

    /// <summary>The source of examples.</summary>
    public required ITrainingSource Source { get; init; }

    /// <summary>The options, at first the task's defaults.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>Makes the model of parameters of <see cref="Graph"/> and a training card.</summary>
    public required Func<float[], IReadOnlyDictionary<string, string>, Model> Export { get; init; }

    /// <summary>
    /// Measures a model on held-out instances, so many at once: a share in [0, 1], the higher the better. The number changes the speed,
    /// never the result. Null where there is nothing to validate on.
    /// </summary>
    public Func<Model, int, CancellationToken, double>? Validate { get; init; }
}
