using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Satisfiability;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Satisfiability;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm train sat</c>: trains a rule on random formulas that are made as they are needed.</summary>
internal static class TrainSatCommand
{
    private const int MostVariables = 50;
    private const float SuggestionWeight = 0.1f;

    /// <summary>How a rule is trained where nothing else is said.</summary>
    public static TrainingOptions Defaults { get; } = new()
    {
        Updates = 5000,
        SegmentsPerExample = 3,
        DecayShare = 0.6f,
        // What is solved needs no more: a run ends as soon as the checker accepts.
        ReplaceSolved = 1f,
        RandomStarts = 1f,
        Threads = 1,
    };

    /// <summary>What it is trained on.</summary>
    public static SatisfiabilityTrainingSource DefaultSource => new(MostVariables, SuggestionWeight);

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> variables = RunOptions.Positive("--variables", MostVariables, "The most variables of a formula.");
        Option<float> weight = NumberOption.Create(
            "--suggestion", SuggestionWeight, 0f, 10f, "How much keeping a suggested value counts beside satisfying a clause: more makes starts differ more, and each find less.");
        var validate = new Option<string?>("--validate") { Description = "File or folder of formulas to validate on.", HelpName = "FILE" };
        var from = new Option<FileInfo?>("--from")
        {
            Description = "Model to go on from, instead of random parameters; it also says the widths.", HelpName = "FILE",
        };
        Option<int> width = RunOptions.Positive("--width", 32, "State width of the rule.");
        Option<int> message = RunOptions.Positive("--message", 32, "Message width, a multiple of 16.");
        Option<int> group = RunOptions.Positive("--group", 32, "Width of what a clause works out from its literals.");
        Option<int> hidden = RunOptions.Positive("--hidden", 64, "Hidden width.");
        var set = new TrainingOptionSet("sat", Defaults);
        var command = new Command(
            "sat",
            "Train a relational rule to satisfy random formulas, which are made as they are needed; no solutions are learned from.\n"
            + "Killed at any moment, the same command goes on where it stopped and ends with the same bytes.\n\n"
            + "Example: trm train sat --variables 20 --updates 2000 --out my.safetensors")
        {
            variables, weight, validate, from, width, message, group, hidden,
        };
        set.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            int most = parse.GetValue(variables) is >= SatisfiabilityTrainingSource.Smallest and <= 100 and var given
                ? given
                : throw new InputException($"--variables must be {SatisfiabilityTrainingSource.Smallest} to 100, which complete search can filter");
            Model? start = parse.GetValue(from) is { } file ? SatisfiabilityModel.Load(file).Model : null;
            RuleGraph graph = start?.Graph ?? RelationalRule.Create(new RelationalRuleOptions
            {
                StateWidth = parse.GetValue(width),
                MessageWidth = parse.GetValue(message) % 16 == 0
                    ? parse.GetValue(message)
                    : throw new InputException("--message must be a multiple of 16"),
                GroupWidth = parse.GetValue(group),
                HiddenWidth = parse.GetValue(hidden),
                Relations = SatisfiabilityEncoding.Relations,
                FeatureTables = SatisfiabilityEncoding.FeatureTables,
                FeatureRows = SatisfiabilityEncoding.MaximumFeature + 1,
            });
            var source = new SatisfiabilityTrainingSource(most, parse.GetValue(weight));
            var goal = new SatisfiabilityGoal(
                graph, parse.GetValue(validate) is { } path ? SatisfiabilityInput.Read([path], int.MaxValue) : []);
            TrainingRun.Run(
                graph, start?.Parameters.ToArray(), set.Read(parse) with { InitialHelp = source.MaximumHelp / 3f },
                source, goal, set, parse, cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
