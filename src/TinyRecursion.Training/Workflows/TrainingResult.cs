using TinyRecursion.Models;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Training.Workflows;

/// <summary>The result of a training run.</summary>
public sealed record TrainingResult
{
    /// <summary>The model at the end of the run, with its card: data, start, options, updates. The same run gives the same bytes.</summary>
    public required Model Model { get; init; }

    /// <summary>The model of the best validation, and the last one where there was no validation.</summary>
    public required Model BestModel { get; init; }

    /// <summary>The parameters of the rule as it learned, which may have more than the model.</summary>
    public required float[] Parameters { get; init; }

    /// <summary>Updates that the model has had, those before the run was resumed included.</summary>
    public required int Updates { get; init; }

    /// <summary>Updates that were done before, by the run that was resumed.</summary>
    public required int ResumedAt { get; init; }

    /// <summary>The last update; null where the run that was resumed had done all of them.</summary>
    public TrainingProgress? Last { get; init; }

    /// <summary>The last validation; null without one.</summary>
    public Validation? Validation { get; init; }

    /// <summary>The best validation, the first of equal ones; null without one.</summary>
    public Validation? Best { get; init; }
}
