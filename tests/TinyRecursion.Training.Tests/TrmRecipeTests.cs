using System.Text;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Learning;
using TinyRecursion.Training.Recipes;
using Xunit;

namespace TinyRecursion.Training.Tests;

public class TrmRecipeTests
{
    private static readonly TrmSizes Sizes = new() { SequenceLength = 81, VocabularySize = 11, PuzzleCount = 1 };

    public static TheoryData<string> Files => [.. Directory.GetFiles(Recipes, "*.json").Select(file => Path.GetFileName(file))];

    private static string Recipes => Path.Combine(AppContext.BaseDirectory, "recipes");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_recipe_that_is_shipped_can_be_used(string file)
    {
        TrmRecipe recipe = TrmRecipeJson.ReadFile(Path.Combine(Recipes, file), Sizes);

        Assert.True(TrmRule.Create(recipe.Architecture).ParameterCount > 0);
        Assert.True(recipe.UpdatesFor(1000, 1) > 0);
    }

    [Fact]
    public void The_published_Sudoku_mixer_has_five_million_parameters_and_its_set_up()
    {
        TrmRecipe recipe = TrmRecipeJson.ReadFile(Path.Combine(Recipes, "sudoku-mixer.json"), Sizes);
        RuleGraph graph = TrmRule.Create(recipe.Architecture);

        Assert.Equal(5_029_378, graph.ParameterCount);
        Assert.Equal((768, 1000, 65104), (recipe.BatchSize, recipe.Augmentations, recipe.UpdatesFor(1000, 1)));
        Assert.Equal(new LearningRateOptions { Peak = 1e-4f, Floor = 1f, WarmUp = 2000 }, recipe.LearningRate);
        Assert.Equal(new AdamAtan2Options { WeightDecay = 1f, Beta1 = 0.9f, Beta2 = 0.95f }, recipe.Optimiser);
        Assert.Equal(0.999f, recipe.AverageDecay);
    }

    [Theory]
    [InlineData("\"lr\": 1e-3", "\"lr\": 0", "field 'lr'")]
    [InlineData("\"lr\": 1e-3", "\"learning_rate\": 1", "field 'learning_rate': unknown field")]
    [InlineData("\"beta2\": 0.9", "\"beta2\": 1", "field 'beta2'")]
    [InlineData("\"task\": \"sudoku\"", "\"task\": \"\"", "field 'task': expected the name of a task")]
    [InlineData("\"task\": \"sudoku\",", "", "field 'task' is missing")]
    [InlineData("\"L_layers\": 1,", "\"layers\": 1,", "field 'layers': unknown field")]
    public void A_field_that_cannot_be_used_is_named(string old, string changed, string problem)
    {
        const string Recipe = """
            {"task": "sudoku", "lr": 1e-3, "beta2": 0.9, "ema": true, "evaluators": [], "arch": {"H_cycles": 1, "L_cycles": 1, "L_layers": 1,
             "hidden_size": 16, "expansion": 2, "num_heads": 2, "pos_encodings": "rope", "halt_max_steps": 4, "halt_exploration_prob": 0.1}}
            """;
        Assert.Equal(1e-3f, TrmRecipeJson.Read(Encoding.UTF8.GetBytes(Recipe), "r.json", Sizes).LearningRate.Peak);

        var error = Assert.Throws<ModelFormatException>(
            () => TrmRecipeJson.Read(Encoding.UTF8.GetBytes(Recipe.Replace(old, changed, StringComparison.Ordinal)), "r.json", Sizes));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void First_weights_are_truncated_normals_and_the_halting_head_says_no()
    {
        TrmConfig config = TrmRecipeJson.ReadFile(Path.Combine(Recipes, "small-sudoku-mixer.json"), Sizes).Architecture;

        TrmModel model = TrmInitialisation.Draw(config, 9);

        foreach (WeightShape weight in model.Graph.Weights)
        {
            ReadOnlySpan<float> values = model.Parameters.Span.Slice(weight.Offset, weight.Count);
            double square = 0, largest = 0;
            foreach (float value in values)
            {
                square += (double)value * value / weight.Count;
                largest = Math.Max(largest, Math.Abs(value));
            }

            double deviation = 1 / Math.Sqrt(weight.Name.StartsWith("embed.", StringComparison.Ordinal) ? config.Width : weight.Rows);
            switch (weight.Name)
            {
                case "head.halting.weight" or TrmRule.PuzzleTable:
                    Assert.Equal(0, largest);
                    break;
                case "head.halting.bias":
                    Assert.Equal([-5f, -5f], values.ToArray());
                    break;
                default:
                    Assert.InRange(Math.Sqrt(square), 0.9 * deviation, 1.1 * deviation);
                    Assert.InRange(largest, deviation, 2.2738 * deviation);
                    break;
            }
        }
    }
}
