using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm compare A B --data FILE</c>: tells whether one of two models solves more of the same instances than chance explains.</summary>
internal static class CompareCommand
{
    private const int MostSeeds = 1000;

    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
    {
        var first = new Argument<string>("A") { Description = "Model file, or the name of one that comes with the product." };
        var second = new Argument<string>("B") { Description = "The model to compare with it, of the same task." };
        var data = new Option<string[]>("--data") { Description = "Instances to solve with both.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true, Required = true };
        Option<int> seeds = CommonOptions.Whole("--seeds", 1, "Seeds of the starting states, 1 to N, each solving all instances.");
        var set = new Option<string[]>("--set") { Description = "A setting of the task's solver, as 'trm solve' has it, such as max-steps=64. May be given several times.", HelpName = "NAME=VALUE" };
        Option<int?> limit = CommonOptions.Limit();
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "compare",
            "Compare two models on the same instances, by a paired test. Prints what share each solves with intervals of 95 %, the difference, and\n"
            + "how likely it is by chance alone (the exact sign test over instances; with one seed McNemar's exact test).\n\n"
            + "Example: trm compare sudoku my.safetensors --data samples/sudoku/hard.txt --seeds 5")
        {
            first, second, data, seeds, set, limit, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            ModelFile[] models = [ModelFile.Load(parse.GetValue(first)!), ModelFile.Load(parse.GetValue(second)!)];
            TaskDefinition task = tasks.Of(models[0].Model, models[0].Path);
            if (models[1].Model.Task != task.Name)
            {
                throw new InputException($"{models[1].Path}: is a model of task '{models[1].Model.Task}', not of '{task.Name}'");
            }

            int count = parse.GetValue(seeds);
            if (count > MostSeeds || (count > 1 && !task.Settings.Contains(StandardSettings.Seed)))
            {
                throw new InputException(count > MostSeeds ? $"--seeds must be at most {MostSeeds}" : $"--seeds: nothing in the runs of task '{task.Name}' is drawn at random: one seed tells all");
            }

            Settings settings = (parse.GetValue(set) ?? []).Aggregate(Settings.Default, (read, text) => Set(task, read, text));
            if (!task.NeedsModel(settings))
            {
                throw new InputException("--set rules=algorithmic: plain code runs neither model, so there is nothing to compare");
            }

            string[] files = [.. parse.GetValue(data)!.SelectMany(task.Expand)];
            Array.ForEach(files, InputFile.Require);
            IReadOnlyList<SourcedInstance> instances = task.ReadFiles(files, settings, parse.GetValue(limit) ?? int.MaxValue);
            if (instances.Count == 0)
            {
                throw new InputException($"{string.Join(", ", files)}: no instances");
            }

            using var progress = new ProgressLine("solved", checked(2 * count * instances.Count));
            int[][] solved = [.. models.Select(model => Solve(task, model, settings, instances, count, parse.GetValue(threads), progress, cancellation))];
            progress.Dispose();
            Comparison comparison = Comparison.Of(solved[0], solved[1], count);
            if (parse.GetValue(json))
            {
                WriteJson(task, models, files, settings, comparison);
            }
            else
            {
                Print(models, comparison);
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Settings Set(TaskDefinition task, Settings settings, string text)
    {
        string[] parts = text.Split('=', 2);
        Setting setting = task.Settings.FirstOrDefault(own => own.Name == parts[0] && own.Name != StandardSettings.Seed.Name) ?? throw new InputException(
            $"--set: unknown setting {MessageText.Quote(parts[0])}{NearestName.Hint(parts[0], task.Settings.Select(own => own.Name))}; known: {string.Join(", ", task.Settings.Select(own => own.Name))}");
        return settings.WithText(setting, [parts.Length == 2 ? parts[1] : "true"]);
    }

    private static int[] Solve(
        TaskDefinition task, ModelFile model, Settings settings, IReadOnlyList<SourcedInstance> instances, int seeds, int threads, ProgressLine progress,
        CancellationToken cancellation)
    {
        var solved = new int[instances.Count];
        for (int seed = 1; seed <= seeds; seed++)
        {
            Settings own = task.Settings.Contains(StandardSettings.Seed) ? settings.With(StandardSettings.Seed, (ulong)seed) : settings;
            using Solver solver = task.Open(model.Model, model.Path, own);
            Evaluation.Run(
                solver, instances, threads,
                (number, answer) =>
                {
                    solved[number] += answer.IsSolved ? 1 : 0;
                    progress.Advance(answer.IsSolved);
                },
                cancellation);
        }

        return solved;
    }

    private static void Print(ModelFile[] models, Comparison comparison)
    {
        Terminal.Line($"A  {models[0].Path}: {Share(comparison.First)}");
        Terminal.Line($"B  {models[1].Path}: {Share(comparison.Second)}");
        Terminal.Line($"B - A: {Share(comparison.Difference)}");
        Terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{comparison.Instances} instances, {comparison.Seeds} {(comparison.Seeds == 1 ? "seed" : "seeds")}: A solves {comparison.FirstBetter} more often, B {comparison.SecondBetter}; p = {comparison.PValue:g3}"));
    }

    private static string Share((double Share, double Low, double High) value) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * value.Share:f2} % [{100 * value.Low:f2}, {100 * value.High:f2}]");

    private static void WriteJson(TaskDefinition task, ModelFile[] models, string[] files, Settings settings, Comparison comparison) => JsonOutput.Write("compare", task.Name, json =>
    {
        JsonText.WriteStrings(json, "files", files);
        json.WriteString("inputDigest", InputDigest.Of(files));
        json.WriteStartObject("settings");
        settings.WriteJson(json, task.Settings.Where(own => own.Name != StandardSettings.Seed.Name));
        json.WriteEndObject();
        json.WriteNumber("instanceCount", comparison.Instances);
        json.WriteNumber("seedCount", comparison.Seeds);
        foreach ((string name, ModelFile model, (double Share, double Low, double High) share, int better) in
            new[] { ("a", models[0], comparison.First, comparison.FirstBetter), ("b", models[1], comparison.Second, comparison.SecondBetter) })
        {
            json.WriteStartObject(name);
            json.WriteModel(model);
            json.WriteShare(share);
            json.WriteNumber("moreOftenCount", better);
            json.WriteEndObject();
        }

        json.WriteStartObject("difference");
        json.WriteShare(comparison.Difference);
        json.WriteEndObject();
        json.WriteNumber("pValue", comparison.PValue);
    });

    private static void WriteShare(this Utf8JsonWriter json, (double Share, double Low, double High) value)
    {
        json.WriteNumber("solvedShare", value.Share);
        json.WriteNumber("low", value.Low);
        json.WriteNumber("high", value.High);
    }
}
