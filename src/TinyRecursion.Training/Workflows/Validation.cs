namespace TinyRecursion.Training.Workflows;

/// <summary>A measurement of a run's model on held-out instances.</summary>
/// <param name="Update">Updates that the model has had.</param>
/// <param name="Share">The share, in [0, 1].</param>
public readonly record struct Validation(int Update, double Share);
