using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Tiles;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm generate tiles</c>: makes boards that can be ordered.</summary>
internal static class GenerateTilesCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var side = new Option<int>("--side") { Description = "Rows and columns, 2 to 5 (4 for the 15-puzzle).", DefaultValueFactory = _ => 4, HelpName = "N" };
        Option<int> count = RunOptions.Positive("--count", 10, "How many boards.");
        Option<int?> walk = RunOptions.PositiveOrNone("--walk", "Make so many random moves from the order. Default: draw from all boards that can be ordered.");
        Option<TilesGoal> goal = TilesGoalOption.Create();
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same boards.", DefaultValueFactory = _ => 1, HelpName = "N" };
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "tiles",
            "Make boards of sliding tiles that can be ordered, on standard output, one a line.\n\n"
            + "Example: trm generate tiles --side 4 --count 1000 --seed 7 > boards.txt")
        {
            side, count, walk, goal, seed, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            int rows = parse.GetValue(side);
            if (rows is < TilesBoard.MinimumSide or > TilesBoard.MaximumSide)
            {
                throw new InputException($"--side must be {TilesBoard.MinimumSide} to {TilesBoard.MaximumSide}, not {rows}");
            }

            var boards = new TilesBoard[parse.GetValue(count)];
            for (int i = 0; i < boards.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                boards[i] = parse.GetValue(walk) is { } moves
                    ? TilesGenerator.Walk(parse.GetValue(seed), (ulong)i, rows, parse.GetValue(goal), moves)
                    : TilesGenerator.Shuffle(parse.GetValue(seed), (ulong)i, rows, parse.GetValue(goal));
            }

            Write(boards, parse.GetValue(goal), parse.GetValue(json));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Write(TilesBoard[] boards, TilesGoal goal, bool asJson)
    {
        if (!asJson)
        {
            foreach (TilesBoard board in boards)
            {
                Console.Out.WriteLine(board);
            }

            return;
        }

        JsonOutput.Write(json =>
        {
            json.WriteString("task", "tiles");
            json.WriteString("goal", TilesGoalOption.NameOf(goal));
            json.WriteStartArray("boards");
            foreach (TilesBoard board in boards)
            {
                json.WriteStringValue(board.ToString());
            }

            json.WriteEndArray();
        });
    }
}
