using TinyRecursion.Training.Compression;

namespace TinyRecursion.Training.Workflows;

/// <summary>The settings of a training run that change nothing about the parameters that it ends with, besides the constraint.</summary>
public sealed record TrainingRunOptions
{
    /// <summary>The folder of the run: checkpoint, metrics, picture, best and last model. A checkpoint found there is resumed. Null to write nothing.</summary>
    public string? Folder { get; init; }

    /// <summary>Updates between validations, at least one. A checkpoint is written after each.</summary>
    public int Every { get; init; } = 1000;

    /// <summary>The longest time between checkpoints; they are written between updates.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Updates between reports and lines of metrics, at least one.</summary>
    public int ReportEvery { get; init; } = 100;

    /// <summary>The form of the weights and the teacher of a rule that is being compressed; null for none.</summary>
    internal CompressionConstraint? Constraint { get; init; }
}
