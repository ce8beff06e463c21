using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Maze;
using TinyRecursion.Cli.Training;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm train maze</c>: learns a maze rule end to end, from generated mazes and their answers alone.</summary>
internal static class TrainMazeCommand
{
    private const int LargestSide = 15;
    private const int MostMoves = 42;
    private const float Noise = 0.15f;

    /// <summary>How a rule is trained where nothing else is said.</summary>
    public static TrainingOptions Defaults { get; } = new()
    {
        // Every step has a loss on what is due by then, so that an answer is learned from its beginning.
        Updates = 6000,
        BatchSize = 32,
        StepsPerSegment = DefaultSource.LongestSegment,
        LossesPerSegment = DefaultSource.LongestSegment,
        SegmentsPerExample = 1,
        RandomStarts = 0f,
        StateNoise = Noise,
        InitialHelp = DefaultSource.MaximumHelp / 2f,
        WarmUp = 100,
        LearningRate = 2e-3f,
        // Now and then a wave of errors through a hundred steps has a gradient a thousand times the usual. Cut to less than
        // the usual, no update counts for more than another.
        ClipNorm = 0.1f,
        AverageDecay = 0.98f,
    };

    /// <summary>What it is trained on.</summary>
    public static MazeTrainingSource DefaultSource => new(LargestSide, MostMoves);

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> side = RunOptions.Positive("--side", LargestSide, "The most rows and columns of the mazes.");
        Option<int> moves = RunOptions.Positive("--moves", MostMoves, "The longest way.");
        Option<int> width = RunOptions.Positive("--width", 16, "State width of the rule.");
        Option<int> hidden = RunOptions.Positive("--hidden", 48, "Hidden width.");
        Option<float> noise = NumberOption.Create(
            "--noise", Noise, 0f, 10f, "Standard deviation of what is added to every entry of the state before each step.");
        var validate = new Option<string?>("--validate") { Description = "File of mazes to validate on, such as larger ones.", HelpName = "FILE" };
        var set = new TrainingOptionSet("maze", Defaults);
        var command = new Command(
            "maze",
            "Learn a rule for mazes end to end: from small generated mazes and their answers alone, no step shown. A way of n moves\n"
            + "takes n steps at least, and the gradient runs through all of them. Killed at any moment, the same command goes on\n"
            + "where it stopped and ends with the same bytes.\n\n"
            + "Example: trm train maze --out my.safetensors")
        {
            validate, side, moves, width, hidden, noise,
        };
        set.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            MazeTrainingSource source = Source(parse.GetValue(side), parse.GetValue(moves));
            (int stateWidth, int hiddenWidth) = (parse.GetValue(width), parse.GetValue(hidden));
            var goal = new MazeGoal(
                stateWidth, hiddenWidth, parse.GetValue(validate) is { } file ? MazeInput.Read(file, int.MaxValue) : []);
            TrainingOptions options = set.Read(parse) with { InitialHelp = source.MaximumHelp / 2f, StateNoise = parse.GetValue(noise) };
            if (options.StepsPerSegment < source.LongestSegment)
            {
                throw new InputException($"--steps must be at least {source.LongestSegment} for ways of {parse.GetValue(moves)} moves");
            }

            TrainingRun.Run(MazeRule.CreateLearner(stateWidth, hiddenWidth), start: null, options, source, goal, set, parse, cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static MazeTrainingSource Source(int side, int moves)
    {
        // Ways that hardly exist would be looked for without end.
        int longest = MazeDefaults.Moves(side, side) + 1;
        return side < MazeTrainingSource.SmallestSide ? throw new InputException($"--side must be at least {MazeTrainingSource.SmallestSide}, not {side}")
            : moves > longest ? throw new InputException($"--moves must be at most {longest} for mazes of side {side}, not {moves}")
            : new MazeTrainingSource(side, moves);
    }
}
