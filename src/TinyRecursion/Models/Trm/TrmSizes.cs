namespace TinyRecursion.Models.Trm;

/// <summary>Sizes that published configs leave to the data set; a checkpoint's tensors give most of them away.</summary>
internal sealed record TrmSizes
{
    /// <summary>Tokens of a problem (<c>seq_len</c>), or null where it is not known.</summary>
    public int? SequenceLength { get; init; }

    /// <summary>Different tokens (<c>vocab_size</c>).</summary>
    public int? VocabularySize { get; init; }

    /// <summary>Puzzles with an embedding (<c>num_puzzle_identifiers</c>).</summary>
    public int? PuzzleCount { get; init; }
}
