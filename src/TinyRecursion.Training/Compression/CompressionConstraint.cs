namespace TinyRecursion.Training.Compression;

/// <summary>The constraints under which a <see cref="Supervision.Trainer"/> trains a rule that is being compressed.</summary>
internal sealed record CompressionConstraint
{
    /// <summary>The form that the weights have where the gradient is taken; null for weights as they are.</summary>
    public WeightForm? Form { get; init; }

    /// <summary>A teacher whose steps are followed in the plain loop; null for none.</summary>
    public Distillation? Distillation { get; init; }
}
