using TinyRecursion.Models.Trm;

namespace TinyRecursion.Tasks.Sequences;

/// <summary>A task's data as token sequences, to train and validate a tiny recursive model on.</summary>
internal interface ITokenDataset
{
    /// <summary>The sizes that the data give the model.</summary>
    TrmSizes Sizes { get; }

    /// <summary>The name of the data, with a digest.</summary>
    string Identity { get; }

    /// <summary>Puzzles before augmentation.</summary>
    int Groups { get; }

    /// <summary>Mean examples of a puzzle.</summary>
    double ExamplesPerGroup { get; }

    /// <summary>Instances to validate on, perhaps none.</summary>
    IReadOnlyList<TokenExample> HeldOut { get; }

    /// <summary>Draws an example to train on, augmented.</summary>
    /// <param name="random">Draws it.</param>
    TokenExample Draw(ref SeededRandom random);

    /// <summary>Whether the answer to a validation instance is right.</summary>
    /// <param name="example">The instance.</param>
    /// <param name="answer">The tokens on top.</param>
    bool IsRight(TokenExample example, int[] answer);
}
