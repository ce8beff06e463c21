using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Maze;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm eval maze FILE</c>: measures a rule on a file of mazes.</summary>
internal static class EvalMazeCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new MazeOptions();
        Option<double> atLeast = AtLeastOption.Create("the fraction answered by a shortest way");
        var command = new Command(
            "maze",
            "Measure how many mazes a rule finds a way through, checked by search: a way, one of the shortest ways, and\n"
            + "beside it the very way of the label, as published results count. Where there is no way, to mark nothing is right.\n\n"
            + "Example: trm eval maze mazes.txt --json")
        {
            atLeast,
        };
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            using MazeJob job = MazeJob.Read(options, parse);
            var watch = Stopwatch.StartNew();
            var summary = MazeSummary.Of(MazeBatch.Run(job, cancellation), watch.Elapsed);
            string file = parse.GetValue(options.Run.File)!;
            if (parse.GetValue(options.Run.Json))
            {
                JsonOutput.Write(json =>
                {
                    json.WriteString("task", "maze");
                    json.WriteString("file", file);
                    job.WriteTo(json);
                    summary.WriteTo(json);
                });
            }
            else
            {
                Console.Out.WriteLine($"{file}: {summary}");
            }

            return Task.FromResult(summary.Shortest >= parse.GetValue(atLeast) ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }
}
