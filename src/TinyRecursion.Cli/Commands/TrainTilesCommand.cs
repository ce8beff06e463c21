using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Tiles;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Tiles;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm train tiles</c>: trains a rule to estimate how many moves are left.</summary>
internal static class TrainTilesCommand
{
    /// <summary>How a rule is trained where nothing else is said.</summary>
    /// <remarks>A segment is a whole estimate, from a state of zeros, and every example is of many boards.</remarks>
    public static TrainingOptions Defaults { get; } = new()
    {
        Updates = 20000,
        BatchSize = 16,
        StepsPerSegment = 1,
        LossesPerSegment = 1,
        SegmentsPerExample = 1,
        RandomStarts = 0,
        InitialHelp = 0,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var data = new Option<string[]>("--data")
        {
            Description = "Files of boards with moves to learn from, as 'trm solve tiles' prints them (may be given several times).",
            HelpName = "FILE",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        Option<TilesGoal> goal = TilesGoalOption.Create();
        var validate = new Option<string?>("--validate") { Description = "File of boards with known lengths to validate on.", HelpName = "FILE" };
        var from = new Option<FileInfo?>("--from") { Description = "Model to go on from, instead of random parameters; it also says the widths.", HelpName = "FILE" };
        Option<int> width = RunOptions.Positive("--width", 32, "State width of the rule.");
        Option<int> message = RunOptions.Positive("--message", 32, "Message width, a multiple of 16.");
        Option<int> hidden = RunOptions.Positive("--hidden", 64, "Hidden width.");
        var set = new TrainingOptionSet("tiles", Defaults);
        var command = new Command(
            "tiles",
            "Train a rule to estimate how many moves a board of sliding tiles is from its order, from plans that were found by\n"
            + "search: first with plain code, then with the rule itself. Killed at any moment, the same command goes on where it\n"
            + "stopped and ends with the same bytes.\n\n"
            + "Example: trm generate tiles --count 500 > boards.txt; trm solve tiles boards.txt --rules algorithmic > plans.txt;\n"
            + "trm train tiles --data plans.txt --updates 5000 --out my.safetensors")
        {
            data, goal, validate, from, width, message, hidden,
        };
        set.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            TilesGoal order = parse.GetValue(goal);
            List<TilesPuzzle> puzzles = [.. parse.GetValue(data)!.SelectMany(file => TilesInput.Read(file, int.MaxValue, order))];
            IReadOnlyList<TilesPuzzle> validation = parse.GetValue(validate) is { } check ? TilesInput.Read(check, int.MaxValue, order) : [];
            Model? start = parse.GetValue(from) is { } file ? TilesModel.Load(file).Model : null;
            RuleGraph graph = start?.Graph ?? TilesRule.Create(
                parse.GetValue(width),
                parse.GetValue(message) % 16 == 0 ? parse.GetValue(message) : throw new InputException("--message must be a multiple of 16"),
                parse.GetValue(hidden));
            TrainingOptions options = set.Read(parse);
            TrainingRun.Run(
                graph, start?.Parameters.ToArray(), options, new TilesTrainingSource(puzzles, order),
                new TilesTrainingGoal(graph, options.StepsPerSegment, validation, order), set, parse, cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
