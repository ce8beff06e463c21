using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Training.Workflows;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm train</c> for rules over a finite alphabet, which learn from their specification until no point is wrong.</summary>
internal static class LocalTrainCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(TaskDefinition task, LocalTraining method)
    {
        LocalTrainingOptions defaults = method.Defaults;
        Setting<int> updates = Setting.Whole("updates", defaults.Updates, 1, int.MaxValue, "The most updates.");
        Setting<int> batch = Setting.Whole("batch", defaults.BatchSize, 1, 1 << 20, "Points of an update.");
        Setting<int> every = Setting.Whole("every", defaults.ExamineEvery, 1, int.MaxValue, "Updates between examinations of the whole domain.");
        Setting<float> rate = Setting.Real("learning-rate", defaults.LearningRate, 1e-9f, 10f, "Peak learning rate.");
        Setting<float> margin = Setting.Real("margin", defaults.Margin, 0f, 1000f, "Training ends when the right symbol leads by this much before it is discretised, at every point.");
        Setting<ulong> seed = Setting.Seed(defaults.Seed, "Seed of everything random.");
        var settings = new SettingOptions([.. method.Settings, updates, batch, every, rate, margin, seed]);
        Option<string> output = CommonOptions.Output("Model file to write at the end.");
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(method.Name, TaskVerb.Describe(method.Help)) { output };
        settings.AddTo(command);
        command.Add(threads);
        command.Add(json);
        command.SetAction((parse, cancellation) =>
        {
            Settings given = settings.Read(parse);
            string target = parse.GetValue(output)!;
            OutputFile.Prepare(target, Model.FileKind);
            LocalTrainingPlan plan = method.Plan(given);
            plan = plan with
            {
                Options = plan.Options with
                {
                    Seed = given.Get(seed),
                    Updates = given.Get(updates),
                    BatchSize = given.Get(batch),
                    ExamineEvery = given.Get(every),
                    LearningRate = given.Get(rate),
                    Margin = given.Get(margin),
                    Threads = parse.GetValue(threads),
                },
            };
            var reporter = new TrainingReporter();
            reporter.Line($"{plan.Graph.ParameterCount:n0} parameters, {plan.Specification.Shape.Size:n0} points, {plan.Options.Threads} threads");
            var watch = Stopwatch.StartNew();
            LocalTrainingResult result = LocalTrainingRun.Run(plan, reporter, cancellation);
            result.Model.Save(target);
            reporter.Line($"wrote {target}");
            if (parse.GetValue(json))
            {
                WriteJson(task, target, plan, result, given, settings, watch.Elapsed);
            }

            return Task.FromResult(result.IsRight ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void WriteJson(
        TaskDefinition task, string target, LocalTrainingPlan plan, LocalTrainingResult result, Settings given, SettingOptions settings,
        TimeSpan elapsed) => JsonOutput.Write("train", task.Name, json =>
    {
        json.WriteModel(new ModelFile(result.Model, target));
        json.WriteStartObject("settings");
        given.WriteJson(json, settings.Settings);
        json.WriteEndObject();
        json.WriteNumber("pointCount", plan.Specification.Shape.Size);
        json.WriteNumber("updates", result.End.Update);
        json.WriteNumber("loss", result.End.Loss);
        json.WriteNumber("wrongCount", result.End.Wrong);
        json.WriteNumber("margin", result.End.Margin);
        json.WriteNumber("seconds", elapsed.TotalSeconds);
    });
}
