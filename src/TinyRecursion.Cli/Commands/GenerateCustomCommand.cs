using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm generate custom latin</c>: makes the data of the worked example of tasks of one's own.</summary>
internal static class GenerateCustomCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create() => new("custom", "Make instances of a task that is described by data.") { CreateLatin() };

    private static Command CreateLatin()
    {
        var side = new Option<int>("--side") { Description = "Rows, columns and symbols, 2 to 9.", DefaultValueFactory = _ => 5, HelpName = "N" };
        Option<int> count = RunOptions.Positive("--count", 10, "How many squares.");
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same squares.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var command = new Command(
            "latin",
            "Make Latin squares with holes and exactly one completion, as JSON Lines on standard output: known classes, labels, and\n"
            + "rows and columns as groups that must be distinct.\n\n"
            + "Example: trm generate custom latin --side 5 --count 2000 --seed 1 > latin.jsonl")
        {
            side, count, seed,
        };
        command.SetAction((parse, cancellation) =>
        {
            if (parse.GetValue(side) is (< 2 or > LatinSquares.MaximumSide) and var given)
            {
                throw new InputException($"--side must be 2 to {LatinSquares.MaximumSide}, not {given}");
            }

            for (int i = 0; i < parse.GetValue(count); i++)
            {
                cancellation.ThrowIfCancellationRequested();
                Console.Out.WriteLine(CustomFile.ToLine(LatinSquares.Generate(parse.GetValue(seed), (ulong)i, parse.GetValue(side))));
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
