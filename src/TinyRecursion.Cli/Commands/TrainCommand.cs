using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Sudoku;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm train</c>: trains a rule, resumes where a run stopped.</summary>
internal static class TrainCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create() => new("train", "Train a rule on this machine.")
    {
        CreateSudoku(),
        TrainMazeCommand.Create(),
        TrainMazeProvedCommand.Create(),
        TrainArithmeticCommand.Create(),
        TrainGraphCommand.Create(),
        TrainCustomCommand.Create(),
        TrainRecipeCommand.Create(),
        TrainTilesCommand.Create(),
        TrainSatCommand.Create(),
    };

    private static Command CreateSudoku()
    {
        var data = new Option<string[]>("--data")
        {
            Description = "Files of puzzles with solutions to train on (may be given several times).",
            HelpName = "FILE",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var validate = new Option<string?>("--validate") { Description = "File of puzzles to validate on.", HelpName = "FILE" };
        Option<int> width = RunOptions.Positive("--width", 48, "State width of the rule.");
        Option<int> message = RunOptions.Positive("--message", 48, "Message width, a multiple of 16.");
        Option<int> hidden = RunOptions.Positive("--hidden", 96, "Hidden width.");
        var from = new Option<string?>("--from")
        {
            Description = "Model to go on from, instead of random parameters; it also says the widths.",
            HelpName = "FILE",
        };
        Option<float> help = NumberOption.Create("--help-level", 12f, 0f, 20f, "First level of help: solution cells revealed on average.");
        var set = new TrainingOptionSet("sudoku", new TrainingOptions());
        var command = new Command(
            "sudoku",
            "Train a relational rule on Sudokus. Killed at any moment, the same command goes on where it stopped\n"
            + "and ends with the same bytes.\n\n"
            + "Example: trm train sudoku --data samples/sudoku/extreme.txt --updates 20000 --out my.safetensors")
        {
            data, from, validate, width, message, hidden, help,
        };
        set.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            List<SudokuPuzzle> puzzles = ReadSolved(parse.GetValue(data)!);
            string? validation = parse.GetValue(validate);
            Model? start = parse.GetValue(from) is { } file ? SudokuModel.Load(new FileInfo(file)).Model : null;
            RuleGraph graph = start?.Graph ?? RelationalRule.Create(new RelationalRuleOptions
            {
                StateWidth = parse.GetValue(width),
                MessageWidth = parse.GetValue(message) % 16 == 0
                    ? parse.GetValue(message)
                    : throw new InputException("--message must be a multiple of 16"),
                HiddenWidth = parse.GetValue(hidden),
                Relations = SudokuEncoding.Relations,
                FeatureTables = SudokuEncoding.FeatureTables,
            });
            var goal = new SudokuGoal(graph, validation is null ? [] : SudokuInput.Read(validation, int.MaxValue));
            TrainingRun.Run(
                graph, start?.Parameters.ToArray(), set.Read(parse) with { InitialHelp = parse.GetValue(help) },
                new SudokuTrainingSource(puzzles), goal, set, parse, cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static List<SudokuPuzzle> ReadSolved(string[] files)
    {
        List<SudokuPuzzle> puzzles = SudokuData.ReadSolved(files);
        return puzzles.Exists(puzzle => SudokuEncoding.Encode(puzzle.Board).CandidateCells.Length > 0)
            ? puzzles
            : throw new InputException($"{files[0]}: singles settle every puzzle: there is nothing to learn");
    }
}
