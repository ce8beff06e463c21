using TinyRecursion.Models;

namespace TinyRecursion.Tasks;

/// <summary>What a training run is given besides its settings.</summary>
public sealed record TrainingData
{
    /// <summary>Instances to learn from; empty for a task that makes its own.</summary>
    public IReadOnlyList<SourcedInstance> Instances { get; init; } = [];

    /// <summary>Held-out instances to validate on; empty for none, or for the task's own.</summary>
    public IReadOnlyList<SourcedInstance> Validation { get; init; } = [];

    /// <summary>A model in floating point to go on from, which also says the widths; null to begin anew.</summary>
    public Model? Start { get; init; }
}
