using TinyRecursion.Learning;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Training.Recipes;

/// <summary>Training examples of token sequences.</summary>
/// <param name="data">The data.</param>
/// <param name="config">The model's architecture.</param>
internal sealed class TokenSource(RecipeData data, TrmConfig config) : ITrainingSource
{
    public string Identity => data.Identity;

    public int MaximumHint => 0;

    public TrainingExample Create(ulong seed, int hint)
    {
        var random = new SeededRandom(seed);
        (int[] inputs, int[] labels, int puzzle) = data.Draw(ref random);
        return new TrainingExample(TrmProblem.Encode(config, inputs, puzzle), new TokenLoss(config.PuzzleSlots, labels));
    }
}
