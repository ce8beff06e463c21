using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Training.Recipes;
using TinyRecursion.Training.Workflows;
using Xunit;

namespace TinyRecursion.Training.Tests.Workflows;

/// <summary>Plans of published recipes.</summary>
public class RecipePlanTests
{
    [Fact]
    public void The_data_give_the_model_its_sizes()
    {
        var opened = new List<TrmRecipe>();
        TrainingPlan plan = RecipePlan.Read(
            Path.Combine(AppContext.BaseDirectory, "recipes", "small-sudoku-mixer.json"),
            recipe => recipe with { BatchSize = 3, Updates = 4, Seed = 8 },
            recipe =>
            {
                opened.Add(recipe);
                return new RecipeData
                {
                    Sizes = new TrmSizes { SequenceLength = 4, VocabularySize = 6, PuzzleCount = 1 }, Identity = "shifting", Groups = 5, Draw = Draw,
                };
            },
            threads: 2);

        Assert.Equal(("sudoku", 8UL), (Assert.Single(opened).Task, opened[0].Seed));
        Assert.Equal((4, 3, 2), (plan.Options.Updates, plan.Options.BatchSize, plan.Options.Threads));
        Model model = TrainingRun.Run(plan, new TrainingRunOptions()).Model;
        TrmModel read = TrmModel.From(model, "model");
        Assert.Equal((4, 6), (read.Config.SequenceLength, read.Config.VocabularySize));
        Assert.Equal(("sudoku", "shifting"), (model.Task, model.Card["data"]));
        Assert.Contains("supervision=nested", model.Card["options"], StringComparison.Ordinal);
        Assert.NotEqual(plan.Start, model.Parameters.ToArray());
    }

    private static (int[] Inputs, int[] Labels, int Puzzle) Draw(ref SeededRandom random)
    {
        int[] tokens = [random.NextInt32(5), random.NextInt32(5), 1, 2];
        return (tokens, Array.ConvertAll(tokens, token => token + 1), 0);
    }
}
