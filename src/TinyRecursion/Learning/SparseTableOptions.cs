namespace TinyRecursion.Learning;

/// <summary>
/// A table of which each example looks up few rows, such as puzzle embeddings: it is trained by sign descent, row by row as they occur,
/// and not averaged.
/// </summary>
/// <param name="Name">The name of the table's weight.</param>
internal sealed record SparseTableOptions(string Name)
{
    /// <summary>Peak learning rate of the table.</summary>
    public float LearningRate { get; init; } = 1e-2f;

    /// <summary>Weight decay of its rows, relative to its learning rate.</summary>
    public float WeightDecay { get; init; } = 0.1f;
}
