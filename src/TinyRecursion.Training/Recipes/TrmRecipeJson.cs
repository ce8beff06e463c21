using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Training.Recipes;

/// <summary>Reads a recipe as JSON with the field names of the published code.</summary>
/// <remarks>
/// Taken without effect, because they say where data and results lie or how the published program reports:
/// <c>data_paths</c>, <c>data_paths_test</c>, <c>evaluators</c>, <c>eval_interval</c>, <c>min_eval_interval</c>,
/// <c>checkpoint_every_eval</c>, <c>checkpoint_path</c>, <c>load_checkpoint</c>, <c>eval_save_outputs</c>,
/// <c>project_name</c>, <c>run_name</c>. Every other field that is not known is an error.
/// </remarks>
internal static class TrmRecipeJson
{
    private const string Place = "recipe";
    private const int Published = 2;
    private static readonly string[] Optimisers = ["muon", "adamw", "adam_atan2"];

    /// <summary>Reads a recipe file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="known">Sizes that the data give: length, tokens, puzzles.</param>
    /// <exception cref="ModelFormatException">Not JSON, or a missing, unknown, repeated or unfit field; the message names it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TrmRecipe ReadFile(string path, TrmSizes known) => Read(File.ReadAllBytes(path), path, known);

    /// <summary>Reads a recipe.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="known">Sizes that the data give.</param>
    /// <exception cref="ModelFormatException">See the other form.</exception>
    public static TrmRecipe Read(ReadOnlySpan<byte> json, string source, TrmSizes known) =>
        JsonCursor.Read(json, source, Place, (ref JsonCursor cursor) => ReadObject(ref cursor, known));

    private static TrmRecipe ReadObject(ref JsonCursor cursor, TrmSizes known)
    {
        var recipe = new TrmRecipe { Task = string.Empty, Architecture = null! };
        bool average = false;
        int optimiser = Published;
        var seen = new HashSet<string>();
        cursor.StartObject();
        while (cursor.NextField())
        {
            string field = cursor.FieldName();
            cursor.Once(!seen.Add(field));
            switch (field)
            {
                case "optimizer":
                    optimiser = cursor.OneOf(Optimisers);
                    break;
                case "ema":
                    average = cursor.Flag();
                    break;
                case "freeze_weights":
                    if (cursor.Flag())
                    {
                        throw cursor.Error("expected false, found true: all weights are trained");
                    }

                    break;
                case "data_paths" or "data_paths_test" or "evaluators" or "eval_interval" or "min_eval_interval"
                    or "checkpoint_every_eval" or "checkpoint_path" or "load_checkpoint" or "eval_save_outputs"
                    or "project_name" or "run_name":
                    cursor.Skip();
                    break;
                case "arch":
                    recipe = recipe with { Architecture = TrmConfigJson.ReadObject(ref cursor, known) };
                    cursor.At(Place);
                    break;
                default:
                    recipe = ReadField(ref cursor, field, recipe);
                    break;
            }
        }

        cursor.At(Place);
        if (recipe.Task.Length == 0 || recipe.Architecture is null)
        {
            throw cursor.Error($"field '{(recipe.Task.Length == 0 ? "task" : "arch")}' is missing");
        }

        cursor.Finish();
        return recipe with { AverageDecay = average ? recipe.AverageDecay : 0f, Optimiser = Optimiser(optimiser, Adam(recipe)) };
    }

    private static OptimiserOptions Optimiser(int kind, AdamAtan2Options adam) => kind switch
    {
        0 => new MuonOptions { WeightDecay = adam.WeightDecay },
        1 => new AdamWOptions { WeightDecay = adam.WeightDecay, Beta1 = adam.Beta1, Beta2 = adam.Beta2 },
        _ => adam,
    };

    // While a recipe is read, its optimiser is what holds the numbers, whatever their optimiser will be.
    private static AdamAtan2Options Adam(TrmRecipe recipe) => (AdamAtan2Options)recipe.Optimiser;

    private static string Name(ref JsonCursor cursor)
    {
        string name = cursor.Text();
        return name.Length > 0 ? name : throw cursor.Error("expected the name of a task, found an empty text");
    }

    private static TrmRecipe ReadField(ref JsonCursor cursor, string field, TrmRecipe recipe) => field switch
    {
        "task" => recipe with { Task = Name(ref cursor) },
        "global_batch_size" => recipe with { BatchSize = AtMost(ref cursor, cursor.Int(1), TrmRecipe.MaximumBatchSize) },
        "epochs" => recipe with { Epochs = cursor.Int(1) },
        "updates" => recipe with { Updates = cursor.Int(1) },
        "num_aug" => recipe with { Augmentations = AtMost(ref cursor, cursor.Int(0), TrmRecipe.MaximumAugmentations) },
        "seed" => recipe with { Seed = (ulong)cursor.Int(0) },
        "beta1" => recipe with { Optimiser = Adam(recipe) with { Beta1 = Below(ref cursor, 1f) } },
        "beta2" => recipe with { Optimiser = Adam(recipe) with { Beta2 = Below(ref cursor, 1f) } },
        "weight_decay" => recipe with { Optimiser = Adam(recipe) with { WeightDecay = UpTo(ref cursor, float.MaxValue) } },
        "lr_warmup_steps" => recipe with { LearningRate = recipe.LearningRate with { WarmUp = cursor.Int(0) } },
        "lr" => recipe with { LearningRate = recipe.LearningRate with { Peak = Positive(ref cursor) } },
        "lr_min_ratio" => recipe with { LearningRate = recipe.LearningRate with { Floor = UpTo(ref cursor, 1f) } },
        "puzzle_emb_lr" => recipe with { PuzzleLearningRate = UpTo(ref cursor, float.MaxValue) },
        "puzzle_emb_weight_decay" => recipe with { PuzzleWeightDecay = UpTo(ref cursor, float.MaxValue) },
        "ema_rate" => recipe with { AverageDecay = Below(ref cursor, 1f) },
        _ => throw cursor.UnknownField(),
    };

    private static int AtMost(ref JsonCursor cursor, int value, int most) =>
        value <= most ? value : throw cursor.Error($"expected at most {most}, found {value}");

    private static float Positive(ref JsonCursor cursor)
    {
        float value = cursor.Real();
        return value > 0 ? value : throw cursor.Error(FormattableString.Invariant($"expected a number above 0, found {value}"));
    }

    private static float UpTo(ref JsonCursor cursor, float most)
    {
        float value = cursor.Real();
        return value >= 0 && value <= most ? value : throw cursor.Error(FormattableString.Invariant($"expected a number from 0 to {most}, found {value}"));
    }

    private static float Below(ref JsonCursor cursor, float limit)
    {
        float value = cursor.Real();
        return value >= 0 && value < limit ? value : throw cursor.Error(FormattableString.Invariant($"expected a number from 0 to below {limit}, found {value}"));
    }
}
