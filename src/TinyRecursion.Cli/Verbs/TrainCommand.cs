using System.CommandLine;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Training.Workflows;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm train TASK</c>: trains a rule, resumes where a run stopped.</summary>
internal static class TrainCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandLineTasks tasks)
    {
        Command command = TaskVerb.Create(
            "train", Verb.Train, "Train a rule on this machine.", tasks,
            task => task.Training.Select(method => method switch
            {
                LocalTraining local => LocalTrainCommand.Create(task, local),
                _ => Create(task, (GradientTraining)method),
            }));
        command.Add(TrainRecipeCommand.Create(tasks.All));
        return command;
    }

    private static Command Create(TaskDefinition task, GradientTraining method)
    {
        var data = new Option<string[]>("--data")
        {
            Description = $"{method.DataHelp} May be given several times.", HelpName = "FILE", Required = method.NeedsData, AllowMultipleArgumentsPerToken = true,
        };
        var validate = new Option<string?>("--validate") { Description = method.ValidationHelp, HelpName = "FILE" };
        var from = new Option<string?>("--from") { Description = "Model to go on from, instead of random parameters; it also says the widths.", HelpName = "FILE" };
        var training = new TrainingSettings(method.Defaults);
        var settings = new SettingOptions([.. method.Settings, .. training.All]);
        var run = new RunFolderOptions(Path.Combine("runs", method.Name));
        Option<string> output = CommonOptions.Output("Model file to write at the end.");
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(method.Name, TaskVerb.Describe(method.Help)) { output };
        foreach ((Option option, bool there) in (ReadOnlySpan<(Option, bool)>)[(data, method.DataHelp is not null), (validate, method.ValidationHelp is not null), (from, method.GoesOnFromModels)])
        {
            if (there)
            {
                command.Add(option);
            }
        }

        settings.AddTo(command);
        run.AddTo(command);
        command.Add(threads);
        command.Add(json);
        command.SetAction((parse, cancellation) =>
        {
            Settings given = settings.Read(parse);
            string[] files = method.DataHelp is null ? [] : parse.GetValue(data) ?? [];
            string? held = method.ValidationHelp is null ? null : parse.GetValue(validate), start = method.GoesOnFromModels ? parse.GetValue(from) : null;
            string target = parse.GetValue(output)!;
            FolderNotes.Write(task, held is null ? files : [.. files, held]);
            OutputFile.Prepare(target, Model.FileKind, [.. files.Concat([held, start]).OfType<string>()]);
            var chosen = new TrainingData
            {
                Instances = task.ReadFiles(files, given),
                Validation = held is null ? [] : task.ReadFiles([held], given),
                Start = start is null ? null : Start(task, start),
            };
            Compare(task, chosen.Instances, chosen.Validation);
            TrainingPlan plan = method.Plan(chosen, given);
            plan = method.WithOptions(plan, training.Apply(given, plan.Options, parse.GetValue(threads)));
            TrainingResult result = Run(plan, run.Read(parse), target, cancellation);
            if (parse.GetValue(json))
            {
                WriteJson(task.Name, target, result, json => given.WriteJson(json, settings.Settings));
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>Tells of data that are trained and validated on, and of those that contradict each other.</summary>
    public static void Compare(TaskDefinition task, IReadOnlyList<SourcedInstance> data, IReadOnlyList<SourcedInstance> validation)
    {
        foreach (string warning in DataCheck.Run(task, data, validation))
        {
            Terminal.ErrorLine("warning: " + warning);
        }
    }

    /// <summary>Runs a plan and writes its model.</summary>
    public static TrainingResult Run(TrainingPlan plan, TrainingRunOptions options, string target, CancellationToken cancellation)
    {
        var reporter = new TrainingReporter();
        TrainingResult result = TrainingRun.Run(plan, options, reporter, cancellation);
        result.Model.Save(target);
        reporter.Line($"wrote {target}");
        return result;
    }

    /// <summary>Writes what a run came to.</summary>
    public static void WriteJson(string task, string target, TrainingResult result, Action<Utf8JsonWriter> settings) => JsonOutput.Write("train", task, json =>
    {
        json.WriteModel(new ModelFile(result.Model, target));
        json.WriteString("data", result.Model.Card.GetValueOrDefault("data"));
        json.WriteStartObject("settings");
        settings(json);
        json.WriteEndObject();
        json.WriteNumber("updates", result.Updates);
        json.WriteNumber("resumedAt", result.ResumedAt);
        json.WriteNumber("loss", result.Last?.Loss ?? 0);
        if (result.Validation is { } last && result.Best is { } best)
        {
            json.WriteNumber("validationShare", last.Share);
            json.WriteNumber("bestValidationShare", best.Share);
            json.WriteNumber("bestValidationUpdate", best.Update);
        }
    });

    private static Model Start(TaskDefinition task, string path)
    {
        Model model = ModelFile.Load(path, task.Name, shipped: null).Model;
        // Opened once, so that a model that does not fit the task is told from one that trains badly.
        using Solver solver = task.Open(model, path, Settings.Default);
        return model.Quantised is null ? model : throw new InputException($"{path}: runs in integers: go on from the model that it was made of");
    }
}
