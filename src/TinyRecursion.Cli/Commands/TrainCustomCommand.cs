using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Custom;
using TinyRecursion.Cli.Training;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Custom;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm train custom</c>: trains a rule for a task that is described by data.</summary>
internal static class TrainCustomCommand
{
    private static readonly TrainingOptions Defaults = new()
    {
        Updates = 2000,
        StepsPerSegment = 8,
        LossesPerSegment = 4,
        SegmentsPerExample = 4,
        InitialHelp = 0f,
        WarmUp = 100,
        LearningRate = 5e-3f,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "File of instances with labels, as JSON Lines.", HelpName = "FILE", Required = true };
        var validate = new Option<string?>("--validate") { Description = "File of instances to validate on.", HelpName = "FILE" };
        Option<int> width = RunOptions.Positive("--width", 32, "State width of the rule.");
        Option<int> message = RunOptions.Positive("--message", 32, "Message width, a multiple of 16.");
        Option<int> hidden = RunOptions.Positive("--hidden", 64, "Hidden width.");
        var set = new TrainingOptionSet(CustomModel.Task, Defaults);
        var command = new Command(
            "custom",
            "Train a rule for a task of your own, described by data alone: cells with inputs, groups and neighbours among them,\n"
            + "and a class to learn for each (docs/custom.md). The rule's shape follows from the data. Killed at any moment,\n"
            + "the same command goes on where it stopped and ends with the same bytes.\n\n"
            + "Example: trm train custom --data latin.jsonl --validate unseen.jsonl --out latin.safetensors")
        {
            data, validate, width, message, hidden,
        };
        set.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            if (parse.GetValue(message) % 16 != 0)
            {
                throw new InputException("--message must be a multiple of 16");
            }

            string file = parse.GetValue(data)!;
            IReadOnlyList<CustomInstance> instances = CustomData.Read(file, int.MaxValue);
            var shape = CustomShape.Of(instances, file);
            RuleGraph graph = shape.ToRule(parse.GetValue(width), parse.GetValue(message), parse.GetValue(hidden));
            TrainingRun.Run(
                graph, start: null, set.Read(parse), new CustomTrainingSource(instances, shape),
                new CustomGoal(graph, Validation(parse.GetValue(validate), shape)), set, parse, cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static IReadOnlyList<CustomInstance> Validation(string? file, CustomShape shape)
    {
        if (file is null)
        {
            return [];
        }

        IReadOnlyList<CustomInstance> instances = CustomData.Read(file, int.MaxValue);
        foreach (CustomInstance instance in instances)
        {
            shape.Require(instance, file);
        }

        return instances;
    }
}
