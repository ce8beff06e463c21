using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Sequences;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models.Trm;
using TinyRecursion.Training.Recipes;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm train recipe</c>: trains a tiny recursive model as published.</summary>
internal static class TrainRecipeCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("RECIPE") { Description = "Recipe file (JSON), such as recipes/sudoku-mixer.json." };
        var data = new Option<string[]>("--data")
        {
            Description = "Files to train on, in the form of the recipe's task (may be given several times).",
            HelpName = "FILE",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var validate = new Option<string?>("--validate")
        {
            Description = "File to validate on. ARC: its tests are kept back, the pairs that its tasks show are trained on.",
            HelpName = "FILE",
        };
        var output = new Option<string>("--out") { Description = "Model file to write at the end.", HelpName = "FILE", Required = true };
        var folder = new Option<string?>("--run")
        {
            Description = "Folder of the run: checkpoint and metrics. A checkpoint found there is resumed. Default: runs/NAME of the recipe.",
            HelpName = "DIR",
        };
        Option<int?> updates = RunOptions.PositiveOrNone("--updates", "Updates in all, instead of the recipe's.");
        Option<int?> batch = RunOptions.PositiveOrNone("--batch", "Examples carried side by side, instead of the recipe's.");
        var augmentations = new Option<int?>("--augmentations")
        {
            Description = "Augmentations of each puzzle, instead of the recipe's.", HelpName = "N",
        };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of everything random, instead of the recipe's.", HelpName = "N" };
        Option<int> threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Threads; changes the speed, never the result.");
        Option<int> every = RunOptions.Positive("--every", 1000, "Updates between validations and checkpoints.");
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "recipe",
            "Train a tiny recursive model (arXiv 2510.04871) as a recipe says: the published set-ups, and small ones that learn\n"
            + "in minutes. Killed at any moment, the same command goes on where it stopped and ends with the same bytes.\n\n"
            + "Example: trm generate sudoku --box 2 --count 2000 > 4x4.txt\n"
            + "         trm train recipe recipes/small-sudoku-mixer.json --data 4x4.txt --out my.safetensors")
        {
            file, data, validate, output, folder, updates, batch, augmentations, seed, threads, every, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(file)!;
            // Twice, because the data say how large the model is, and the recipe which data it is about.
            TrmRecipe first = Adapt(TrmRecipeJson.ReadFile(path, new TrmSizes { SequenceLength = 1, VocabularySize = 1, PuzzleCount = 1 }));
            ISequenceTask task = SequenceData.Read(
                first.Task, parse.GetValue(data)!, parse.GetValue(validate), first.Augmentations, first.Seed);
            TrmRecipe recipe = Adapt(TrmRecipeJson.ReadFile(path, task.Sizes));
            TrmModel start = TrmInitialisation.Draw(recipe.Architecture, recipe.Seed);
            TrainingOptions options = recipe.Options(
                start.Cycles, recipe.UpdatesFor(task.Groups, task.ExamplesPerGroup), parse.GetValue(threads));
            var run = new TrainingRun(
                start.Graph, start.Parameters.ToArray(), options, new SequenceTrainingSource(task, recipe.Architecture),
                new SequenceGoal(task, start),
                parse.GetValue(folder) ?? Path.Combine("runs", Path.GetFileNameWithoutExtension(path)),
                parse.GetValue(output)!, parse.GetValue(every));
            run.Run(cancellation);
            if (parse.GetValue(json))
            {
                run.WriteJson();
            }

            return Task.FromResult(ExitCode.Done);

            TrmRecipe Adapt(TrmRecipe recipe) => recipe with
            {
                Updates = parse.GetValue(updates) ?? recipe.Updates,
                BatchSize = parse.GetValue(batch) switch
                {
                    null => recipe.BatchSize,
                    > TrmRecipe.MaximumBatchSize => throw new InputException($"--batch must be at most {TrmRecipe.MaximumBatchSize}"),
                    var given => given.Value,
                },
                Augmentations = parse.GetValue(augmentations) switch
                {
                    null => recipe.Augmentations,
                    < 0 or > TrmRecipe.MaximumAugmentations => throw new InputException(
                        $"--augmentations must be 0 to {TrmRecipe.MaximumAugmentations}, not {parse.GetValue(augmentations)}"),
                    var given => given.Value,
                },
                Seed = parse.GetValue(seed) ?? recipe.Seed,
            };
        });
        return command;
    }
}
