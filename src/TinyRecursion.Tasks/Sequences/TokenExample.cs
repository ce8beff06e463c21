namespace TinyRecursion.Tasks.Sequences;

/// <summary>
/// A problem as a token sequence of fixed length, as sequence models take it. The arrays are not copied; whoever shares
/// an example does not change them.
/// </summary>
/// <param name="Inputs">The tokens that are seen, one for each place; 0 is padding.</param>
/// <param name="Labels">The tokens that are right, one for each place, or <see cref="Ignored"/> where nothing is scored.</param>
/// <param name="Puzzle">The index of the puzzle embedding; 0 is the blank one.</param>
internal sealed record TokenExample(int[] Inputs, int[] Labels, int Puzzle)
{
    /// <summary>The label of a place that is not scored, with PyTorch's cross-entropy as everywhere.</summary>
    public const int Ignored = -100;

    /// <summary>The tokens that are right, one for each place, or <see cref="Ignored"/> where nothing is scored.</summary>
    /// <exception cref="ArgumentException">There are not as many labels as inputs.</exception>
    public int[] Labels { get; init; } = Labels.Length == Inputs.Length
        ? Labels
        : throw new ArgumentException($"{Labels.Length} labels for {Inputs.Length} inputs.", nameof(Labels));
}
