using System.CommandLine;
using System.Globalization;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Sudoku;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Training.Optimisation;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm train</c>: trains a rule, resumes where a run stopped.</summary>
internal static class TrainCommand
{
    private static readonly TrainingOptions Defaults = new();

    /// <summary>Creates the command.</summary>
    public static Command Create() => new("train", "Train a rule on this machine.") { CreateSudoku(), TrainRecipeCommand.Create() };

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
        var output = new Option<string>("--out") { Description = "Model file to write at the end.", HelpName = "FILE", Required = true };
        var folder = new Option<string>("--run")
        {
            Description = "Folder of the run: checkpoint and metrics. A checkpoint found there is resumed.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("runs", "sudoku"),
        };
        Option<int> updates = RunOptions.Positive("--updates", Defaults.Updates, "Updates in all.");
        Option<int> batch = RunOptions.Positive("--batch", Defaults.BatchSize, "Examples carried side by side.");
        Option<int> steps = RunOptions.Positive("--steps", Defaults.StepsPerSegment, "Steps of a segment; the gradient runs through all.");
        Option<int> losses = RunOptions.Positive("--losses", Defaults.LossesPerSegment, "Losses within a segment, evenly spaced, at most as many as steps.");
        Option<int> segments = RunOptions.Positive("--segments", Defaults.SegmentsPerExample, "Segments after which an example is given up.");
        Option<int> warmUp = RunOptions.Positive("--warm-up", Defaults.WarmUp, "Updates of warm-up.");
        Option<int> width = RunOptions.Positive("--width", 48, "State width of the rule.");
        Option<int> message = RunOptions.Positive("--message", 48, "Message width, a multiple of 16.");
        Option<int> hidden = RunOptions.Positive("--hidden", 96, "Hidden width.");
        Option<int> threads = RunOptions.Positive("--threads", Defaults.Threads, "Threads; changes the speed, never the result.");
        Option<int> every = RunOptions.Positive("--every", 1000, "Updates between validations and checkpoints.");
        var optimiser = new Option<OptimiserKind>("--optimiser")
        {
            Description = "How the parameters move.",
            DefaultValueFactory = _ => Defaults.Optimiser,
        };
        var from = new Option<string?>("--from")
        {
            Description = "Model to go on from, instead of random parameters; it also says the widths.",
            HelpName = "FILE",
        };
        Option<float> rate = Number("--learning-rate", Defaults.LearningRate, 1e-9f, 10f, "Peak learning rate.");
        Option<float> decay = Number("--decay", Defaults.DecayShare, 0f, 1f, "Share of all updates over which the learning rate falls at the end.");
        Option<float> help = Number("--help-level", 12f, 0f, 20f, "First level of help: solution cells revealed on average.");
        Option<float> average = Number("--average", Defaults.AverageDecay, 0f, 0.999999f, "Decay of the average of the parameters (EMA).");
        Option<float> weightDecay = Number("--weight-decay", Defaults.WeightDecay, 0f, 10f, "Weight decay, relative to the learning rate; more where puzzles are few.");
        var seed = new Option<ulong>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1, HelpName = "N" };
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "sudoku",
            "Train a relational rule on Sudokus. Killed at any moment, the same command goes on where it stopped\n"
            + "and ends with the same bytes.\n\n"
            + "Example: trm train sudoku --data samples/sudoku/extreme.txt --updates 20000 --out my.safetensors")
        {
            data, from, validate, output, folder, updates, batch, steps, losses, segments, optimiser, warmUp, width, message, hidden, threads,
            every, rate, decay, weightDecay, help, average, seed, json,
        };
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
            var options = new TrainingOptions
            {
                Seed = parse.GetValue(seed),
                Updates = parse.GetValue(updates),
                BatchSize = parse.GetValue(batch),
                StepsPerSegment = parse.GetValue(steps),
                LossesPerSegment = parse.GetValue(losses) <= parse.GetValue(steps)
                    ? parse.GetValue(losses)
                    : throw new InputException("--losses must be at most --steps"),
                Optimiser = parse.GetValue(optimiser),
                SegmentsPerExample = parse.GetValue(segments),
                WarmUp = parse.GetValue(warmUp),
                LearningRate = parse.GetValue(rate),
                DecayShare = parse.GetValue(decay),
                WeightDecay = parse.GetValue(weightDecay),
                InitialHelp = parse.GetValue(help),
                AverageDecay = parse.GetValue(average),
                Threads = parse.GetValue(threads),
            };
            var goal = new SudokuGoal(graph, validation is null ? [] : SudokuInput.Read(validation, int.MaxValue));
            var run = new TrainingRun(
                graph, start?.Parameters.ToArray(), options, new SudokuTrainingSource(puzzles), goal, parse.GetValue(folder)!, parse.GetValue(output)!, parse.GetValue(every));
            run.Run(cancellation);
            if (parse.GetValue(json))
            {
                run.WriteJson();
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Option<float> Number(string name, float value, float minimum, float maximum, string description)
    {
        var option = new Option<float>(name) { Description = description, HelpName = "X", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            // Written so that what is not a number is refused too.
            if (result.Tokens.Count == 1
                && float.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out float given)
                && !(given >= minimum && given <= maximum))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be {minimum} to {maximum}, not {given}"));
            }
        });
        return option;
    }

    private static List<SudokuPuzzle> ReadSolved(string[] files)
    {
        List<SudokuPuzzle> puzzles = SudokuData.ReadSolved(files);
        return puzzles.Exists(puzzle => SudokuEncoding.Encode(puzzle.Board).CandidateCells.Length > 0)
            ? puzzles
            : throw new InputException($"{files[0]}: singles settle every puzzle: there is nothing to learn");
    }
}
