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
        var size = new MazeSizeOptions();
        var kind = new Option<MazeKind>("--kind")
        {
            Description = "Walls on random cells, or perfect: corridors between any two places of which there is one way.",
            HelpName = "walls|perfect",
            DefaultValueFactory = _ => MazeKind.Walls,
        };
        Option<int> count = RunOptions.Positive("--count", 10, "How many mazes.");
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same mazes.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var moves = new Option<int?>("--min-moves")
        {
            Description = "The fewest moves from start to goal. Default: what is long for the size, 109 of 30×30, 20 of 9×9.", HelpName = "N",
        };
        var least = new Option<int?>("--min-walls") { Description = "The fewest walls. Default: 30 % of the cells.", HelpName = "N" };
        var most = new Option<int?>("--max-walls") { Description = "The most walls. Default: half of the cells.", HelpName = "N" };
        var noWay = new Option<bool>("--no-way") { Description = "Make mazes in which no way leads to the goal." };
        var block = new Option<bool>("--block") { Description = "Write a line for each row. Rectangles always are." };
        Option<int> threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Mazes made at once; changes the speed, never the mazes.");
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "maze",
            "Make mazes, on standard output: maze, tab, label, tab, moves; or, as a block, maze, tab, label, row by row, with an\n"
            + "empty line between mazes. The label is the shortest way that published labels show. The defaults are as hard as\n"
            + "those of Maze-Hard; smaller sides make mazes that small models learn.\n\n"
            + "Example: trm generate maze --side 9 --count 2000 --seed 7 > mazes.txt")
        {
            kind, count, seed, moves, least, most, noWay, block, threads, json,
        };
        size.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            (int rows, int columns) = size.Read(parse);
            MazeGeneratorOptions options = Checked(
                MazeDefaults.For(
                    parse.GetValue(kind), rows, columns, parse.GetValue(moves), parse.GetValue(least), parse.GetValue(most)),
                parse.GetValue(noWay));
            MazePuzzle[] mazes = Generate(parse.GetValue(count), parse.GetValue(seed), options, parse.GetValue(threads), cancellation);
            Write(mazes, parse.GetValue(json), parse.GetValue(block) || rows != columns);
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
                    mazes[i] = MazeGenerator.Generate(seed, (ulong)i, options, cancellation);
                }
                catch (InvalidOperationException error)
                {
                    string hint = options.MinimumMoves > 0 ? "fewer --min-moves" : "more walls: --min-walls";
                    throw new InputException($"{error.Message} Ask for {hint}.");
                }

                lock (gate)
                {
                    progress.Advance(++done, good: true);
                }
            });
        return mazes;
    }

    private static MazeGeneratorOptions Checked(MazeGeneratorOptions options, bool noWay)
    {
        int cells = options.Rows * options.Columns;
        MazeSizeOptions.InRange("--min-moves", options.MinimumMoves, 1, cells - 1);
        MazeSizeOptions.InRange("--min-walls", options.MinimumWalls, 0, cells - 2);
        MazeSizeOptions.InRange("--max-walls", options.MaximumWalls, options.MinimumWalls, cells - 2);
        return !noWay ? options
            : options.Kind == MazeKind.Walls ? options with { MinimumMoves = 0 }
            : throw new InputException("--no-way: every two places of a perfect maze have a way between them");
    }

    private static void Write(MazePuzzle[] mazes, bool asJson, bool blocks)
    {
        if (!asJson)
        {
            for (int i = 0; i < mazes.Length; i++)
            {
                Console.Out.Write(blocks ? (i > 0 ? "\n" : string.Empty) + MazeFile.ToBlock(mazes[i]) : MazeFile.ToLine(mazes[i]) + "\n");
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
                json.WriteNumber("rows", maze.Board.Rows);
                json.WriteNumber("columns", maze.Board.Columns);
                json.WriteString("maze", maze.Board.ToString());
                if (maze.Label is { } label)
                {
                    json.WriteString("label", maze.Board.ToString(label));
                    json.WriteNumber("moves", maze.Moves!.Value);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
