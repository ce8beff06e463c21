using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;

namespace TinyRecursion.Training.Recipes;

/// <summary>The data that a recipe is carried out on: token sequences of one length.</summary>
internal sealed record RecipeData
{
    /// <summary>Draws an example as a token sequence. Called from several threads at once.</summary>
    /// <param name="random">The only source of randomness.</param>
    /// <returns>
    /// The tokens that are seen, one for each place; the tokens that are right, or <see cref="TokenLoss.Ignored"/> where nothing is
    /// scored; and the index of the puzzle embedding.
    /// </returns>
    internal delegate (int[] Inputs, int[] Labels, int Puzzle) TokenDraw(ref SeededRandom random);

    /// <summary>The sizes that the data give the model: length, tokens, puzzles.</summary>
    public required TrmSizes Sizes { get; init; }

    /// <summary>Names the data with a digest.</summary>
    public required string Identity { get; init; }

    /// <summary>Puzzles before augmentation, at least one.</summary>
    public required int Groups { get; init; }

    /// <summary>Mean examples of a puzzle: 1 but for ARC.</summary>
    public double ExamplesPerGroup { get; init; } = 1;

    /// <summary>Draws an example to train on, augmented.</summary>
    public required TokenDraw Draw { get; init; }

    /// <summary>Measures a model on held-out sequences; null where there are none.</summary>
    public Func<Model, int, CancellationToken, double>? Validate { get; init; }
}
