using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Tiles;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm eval tiles FILE</c>: measures a model or plain code on a file of boards.</summary>
internal static class EvalTilesCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new TilesOptions();
        Option<double> atLeast = AtLeastOption.Create("the fraction that is solved");
        var command = new Command(
            "tiles",
            "Measure how many boards of sliding tiles are ordered, in how many moves, and at what cost. Where the file gives moves\n"
            + "or their fewest number, the lengths are compared.\n\n"
            + "Example: trm eval tiles korf.txt --goal blank-first --json")
        {
            atLeast,
        };
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            string file = parse.GetValue(options.File)!;
            var job = TilesJob.Read(options, parse);
            var watch = Stopwatch.StartNew();
            var summary = TilesSummary.Of(job.Puzzles, job.Run(cancellation), watch.Elapsed);
            if (parse.GetValue(options.Json))
            {
                JsonOutput.Write(json =>
                {
                    json.WriteString("task", "tiles");
                    json.WriteString("file", file);
                    job.WriteTo(json);
                    summary.WriteTo(json);
                });
            }
            else
            {
                Print(file, summary);
            }

            return Task.FromResult(summary.Solved >= parse.GetValue(atLeast) ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void Print(string file, TilesSummary summary) => Console.Out.WriteLine(
        $"{file}: {summary.Solved:p2} of {summary.Instances} solved"
        + (summary.Unreachable > 0 ? $", {summary.Unreachable} proved unreachable" : string.Empty)
        + (summary.MeanLength is { } length ? $"; {length:f2} moves on average" : string.Empty)
        + (summary.LengthRatio is { } ratio ? $", {ratio:f4} of the known length, {summary.Exact:p1} no longer than it" : string.Empty)
        + $"; {(double)summary.Nodes / summary.Instances:n0} boards looked at each, {summary.MillisecondsPerInstance:f0} ms each, {summary.MaximumSeconds:f2} s at most");
}
