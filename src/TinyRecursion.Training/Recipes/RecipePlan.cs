using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Training.Recipes;

/// <summary>Makes the plan of a training run from a recipe and its data.</summary>
internal static class RecipePlan
{
    /// <summary>
    /// Reads a recipe file and its data. The file is read twice, since the recipe says which data it is about, and the data say how large the
    /// model is.
    /// </summary>
    /// <param name="path">The recipe file.</param>
    /// <param name="adapt">Changes the recipe, such as by what a command line gives instead; not its architecture.</param>
    /// <param name="open">Opens the data of the recipe: by its task, its augmentations and its seed.</param>
    /// <param name="threads">Threads of the run.</param>
    /// <exception cref="ModelFormatException">The recipe cannot be read, see <see cref="TrmRecipeJson"/>.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TrainingPlan Read(string path, Func<TrmRecipe, TrmRecipe> adapt, Func<TrmRecipe, RecipeData> open, int threads)
    {
        RecipeData data = open(adapt(TrmRecipeJson.ReadFile(path, new TrmSizes { SequenceLength = 1, VocabularySize = 1, PuzzleCount = 1 })));
        return Create(adapt(TrmRecipeJson.ReadFile(path, data.Sizes)), data, threads);
    }

    /// <summary>Makes the plan of a recipe whose architecture has the sizes of the data.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="data">The data.</param>
    /// <param name="threads">Threads of the run.</param>
    public static TrainingPlan Create(TrmRecipe recipe, RecipeData data, int threads)
    {
        TrmModel start = TrmInitialisation.Draw(recipe.Architecture, recipe.Seed);
        return new TrainingPlan
        {
            Task = recipe.Task,
            Graph = start.Graph,
            Start = start.Parameters.ToArray(),
            Source = new TokenSource(data, recipe.Architecture),
            Options = recipe.Options(start.Cycles, recipe.UpdatesFor(data.Groups, data.ExamplesPerGroup), threads),
            Export = (parameters, card) => (start with { Parameters = parameters }).ToModel(recipe.Task, card),
            Validate = data.Validate,
        };
    }

    private sealed class TokenSource(RecipeData data, TrmConfig config) : ITrainingSource
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
}
