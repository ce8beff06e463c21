using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Maze;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm generate maze</c>: makes mazes with labels.</summary>
internal static class GenerateMazeCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var side = new Option<int>("--side") { Description = "Rows and columns, 2 to 100.", DefaultValueFactory = _ => 30, HelpName = "N" };
        Option<int> count = RunOptions.Positive("--count", 10, "How many mazes.");
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same mazes.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var moves = new Option<int?>("--min-moves")
        {
            Description = "The fewest moves from start to goal. Default: what is long for the side, 109 of 30, 20 of 9.", HelpName = "N",
        };
        var least = new Option<int?>("--min-walls") { Description = "The fewest walls. Default: 30 % of the cells.", HelpName = "N" };
        var most = new Option<int?>("--max-walls") { Description = "The most walls. Default: half of the cells.", HelpName = "N" };
        Option<int> threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Mazes made at once; changes the speed, never the mazes.");
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "maze",
            "Make mazes like those of Maze-Hard, on standard output: maze, tab, label, tab, moves. The label is the shortest way\n"
            + "that published labels show. Smaller sides make mazes that small models learn.\n\n"
            + "Example: trm generate maze --side 9 --count 2000 --seed 7 > mazes.txt")
        {
            side, count, seed, moves, least, most, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            MazeGeneratorOptions options = Checked(MazeDefaults.For(
                InRange("--side", parse.GetValue(side), 2, MazeBoard.MaximumSide),
                parse.GetValue(moves), parse.GetValue(least), parse.GetValue(most)));
            Write(Generate(parse.GetValue(count), parse.GetValue(seed), options, parse.GetValue(threads), cancellation), parse.GetValue(json));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static MazePuzzle[] Generate(
        int count, ulong seed, MazeGeneratorOptions options, int threads, CancellationToken cancellation)
    {
        var mazes = new MazePuzzle[count];
        using var progress = new ProgressLine("made", count);
        int done = 0;
        object gate = new();
        Parallel.For(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            i =>
            {
                try
                {
                    mazes[i] = MazeGenerator.Generate(seed, (ulong)i, options);
                }
                catch (InvalidOperationException error)
                {
                    throw new InputException($"{error.Message} Ask for fewer --min-moves.");
                }

                lock (gate)
                {
                    progress.Advance(++done, good: true);
                }
            });
        return mazes;
    }

    private static MazeGeneratorOptions Checked(MazeGeneratorOptions options)
    {
        int cells = options.Side * options.Side;
        InRange("--min-moves", options.MinimumMoves, 1, cells - 1);
        InRange("--min-walls", options.MinimumWalls, 0, cells - 2);
        InRange("--max-walls", options.MaximumWalls, options.MinimumWalls, cells - 2);
        return options;
    }

    private static int InRange(string name, int value, int minimum, int maximum) => value >= minimum && value <= maximum
        ? value
        : throw new InputException($"{name} must be {minimum} to {maximum}, not {value}");

    private static void Write(MazePuzzle[] mazes, bool asJson)
    {
        if (!asJson)
        {
            foreach (MazePuzzle maze in mazes)
            {
                Console.Out.WriteLine(MazeFile.ToLine(maze));
            }

            return;
        }

        JsonOutput.Write(json =>
        {
            json.WriteString("task", "maze");
            json.WriteStartArray("mazes");
            foreach (MazePuzzle maze in mazes)
            {
                json.WriteStartObject();
                json.WriteString("maze", maze.Board.ToString());
                json.WriteString("label", maze.Board.ToString(maze.Label!));
                json.WriteNumber("moves", maze.Moves!.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
