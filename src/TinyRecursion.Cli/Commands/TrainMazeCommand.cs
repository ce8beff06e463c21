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

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> side = RunOptions.Positive("--side", LargestSide, "The most rows and columns of the mazes.");
        Option<int> moves = RunOptions.Positive("--moves", MostMoves, "The longest way.");
        Option<int> width = RunOptions.Positive("--width", 32, "State width of the rule.");
        Option<int> hidden = RunOptions.Positive("--hidden", 64, "Hidden width.");
        var validate = new Option<string?>("--validate") { Description = "File of mazes to validate on, such as larger ones.", HelpName = "FILE" };
        var set = new TrainingOptionSet("maze", new TrainingOptions
        {
            // Longer training fits small mazes better and large ones worse, and so does a rate that falls for long.
            Updates = 6500,
            BatchSize = 32,
            StepsPerSegment = new MazeTrainingSource(LargestSide, MostMoves).LongestSegment,
            LossesPerSegment = 1,
            SegmentsPerExample = 2,
            ReplaceSolved = 0.7f,
            RandomStarts = 0f,
            WarmUp = 100,
            LearningRate = 1.2e-3f,
            DecayShare = 0.01f,
        });
        var command = new Command(
            "maze",
            "Learn a rule for mazes end to end: from small generated mazes and their answers alone, no step shown. A way of n moves\n"
            + "takes n steps at least, and the gradient runs through all of them. Killed at any moment, the same command goes on\n"
            + "where it stopped and ends with the same bytes.\n\n"
            + "Example: trm train maze --out my.safetensors")
        {
            validate, side, moves, width, hidden,
        };
        set.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            MazeTrainingSource source = Source(parse.GetValue(side), parse.GetValue(moves));
            RuleGraph graph = RelationalRule.Create(new RelationalRuleOptions
            {
                StateWidth = parse.GetValue(width),
                HiddenWidth = parse.GetValue(hidden),
                Relations = [],
                Neighbours = [new NeighbourShape(MazeGrid.Relation, MazeGrid.Degree)],
                FeatureTables = ["kind"],
                FeatureRows = MazeGrid.Kinds,
            });
            var goal = new MazeGoal(graph, parse.GetValue(validate) is { } file ? MazeInput.Read(file, int.MaxValue) : []);
            TrainingOptions options = set.Read(parse) with { InitialHelp = source.MaximumHelp / 2f };
            if (options.StepsPerSegment < source.LongestSegment)
            {
                throw new InputException($"--steps must be at least {source.LongestSegment} for ways of {parse.GetValue(moves)} moves");
            }

            TrainingRun.Run(graph, start: null, options, source, goal, set, parse, cancellation);
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
