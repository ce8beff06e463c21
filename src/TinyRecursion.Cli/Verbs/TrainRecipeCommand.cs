using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Sequences;
using TinyRecursion.Training.Recipes;
using TinyRecursion.Training.Workflows;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm train recipe</c>: trains a tiny recursive model as published, on the task that the recipe names.</summary>
internal static class TrainRecipeCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
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
            Description = "File to validate on. ARC: its tests are kept back, the pairs that its tasks show are trained on.", HelpName = "FILE",
        };
        Option<string> output = CommonOptions.Output("Model file to write at the end.");
        Setting<int?> updates = Setting.WholeOrNone("updates", 1, int.MaxValue, "Updates in all, instead of the recipe's.");
        Setting<int?> batch = Setting.WholeOrNone("batch", 1, TrmRecipe.MaximumBatchSize, "Examples carried side by side, instead of the recipe's.");
        Setting<int?> augmentations = Setting.WholeOrNone("augmentations", 0, TrmRecipe.MaximumAugmentations, "Augmentations of each puzzle, instead of the recipe's.");
        Setting<ulong> seed = Setting.Seed(0, "Seed of everything random, instead of the recipe's.");
        var settings = new SettingOptions([updates, batch, augmentations, seed]);
        var folder = new Option<string?>("--run")
        {
            Description = "Folder of the run, see the other ways of training. Default: runs/NAME of the recipe.", HelpName = "DIR",
        };
        Option<int> every = CommonOptions.Whole("--every", 1000, "Updates between validations and checkpoints; checkpoints also come every five minutes.");
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "recipe",
            "Train a tiny recursive model (arXiv 2510.04871) as a recipe says: the published set-ups, and small ones that learn\n"
            + "in minutes. Killed at any moment, the same command goes on where it stopped and ends with the same bytes.\n\n"
            + "Example: trm generate sudoku --box 2 --count 2000 > 4x4.txt\n"
            + "         trm train recipe recipes/small-sudoku-mixer.json --data 4x4.txt --out my.safetensors")
        {
            file, data, validate, output,
        };
        settings.AddTo(command);
        foreach (Option option in (Option[])[folder, every, threads, json])
        {
            command.Add(option);
        }

        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(file)!, target = parse.GetValue(output)!;
            string[] files = parse.GetValue(data)!;
            string? held = parse.GetValue(validate);
            OutputFile.Prepare(target, Model.FileKind, [path, .. files, .. held is null ? Array.Empty<string>() : [held]]);
            Settings given = settings.Read(parse);
            TrainingPlan plan = RecipePlan.Read(path, Adapt, recipe => Open(tasks, recipe, path, files, held), parse.GetValue(threads));
            TrainingResult result = TrainCommand.Run(
                plan,
                new TrainingRunOptions { Folder = parse.GetValue(folder) ?? Path.Combine("runs", Path.GetFileNameWithoutExtension(path)), Every = parse.GetValue(every) },
                target, cancellation);
            if (parse.GetValue(json))
            {
                TrainCommand.WriteJson(plan.Task, target, result, writer => given.WriteJson(writer, settings.Settings));
            }

            return Task.FromResult(ExitCode.Done);

            TrmRecipe Adapt(TrmRecipe recipe) => recipe with
            {
                Updates = given.Get(updates) ?? recipe.Updates,
                BatchSize = given.Get(batch) ?? recipe.BatchSize,
                Augmentations = given.Get(augmentations) ?? recipe.Augmentations,
                Seed = given.Has(seed) ? given.Get(seed) : recipe.Seed,
            };
        });
        return command;
    }

    private static RecipeData Open(TaskRegistry tasks, TrmRecipe recipe, string path, string[] files, string? held)
    {
        TaskDefinition task = tasks.Require(recipe.Task, path);
        TaskVerb.Require(task, Verb.TrainRecipe, path);
        ITokenDataset data = task.OpenTokens(files, held, recipe.Augmentations, recipe.Seed)!;
        if (held is not null)
        {
            TrainCommand.Compare(task, task.ReadFiles(files, Settings.Default), task.ReadFiles([held], Settings.Default));
        }

        return new RecipeData
        {
            Sizes = data.Sizes,
            Identity = data.Identity,
            Groups = data.Groups,
            ExamplesPerGroup = data.ExamplesPerGroup,
            Draw = (ref SeededRandom random) => data.Draw(ref random) is var example ? (example.Inputs, example.Labels, example.Puzzle) : default,
            Validate = TokenValidation.Of(data),
        };
    }
}
