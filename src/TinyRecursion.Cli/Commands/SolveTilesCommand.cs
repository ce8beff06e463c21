using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Tiles;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm solve tiles FILE</c>: finds moves that order boards of sliding tiles.</summary>
internal static class SolveTilesCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new TilesOptions();
        var command = new Command(
            "tiles",
            "Find moves that order boards of sliding tiles (8-, 15-, 24-puzzle), by a search that a learned rule guides. Prints one\n"
            + "line per board, tiles | moves, each move the direction in which a tile slides: L, R, U, D. A board without a plan\n"
            + "becomes a comment line that says why.\n\n"
            + "Example: trm solve tiles samples/tiles/fifteen.txt --goal blank-last --beam 5000");
        options.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(Run(options, parse, cancellation)));
        return command;
    }

    private static int Run(TilesOptions options, ParseResult parse, CancellationToken cancellation)
    {
        var job = TilesJob.Read(options, parse);
        var watch = Stopwatch.StartNew();
        TilesResult[] results = job.Run(cancellation);
        int solved = results.Count(result => result.IsSolved);
        if (parse.GetValue(options.Json))
        {
            WriteJson(job, results, watch.Elapsed);
        }
        else
        {
            Print(job, results);
            string length = solved > 0 ? $", {results.Where(result => result.IsSolved).Average(result => result.Moves.Count):f2} moves on average" : string.Empty;
            Console.Error.WriteLine(
                $"{solved} of {results.Length} solved{length}, {results.Average(result => result.Nodes):n0} boards looked at each, in {watch.Elapsed.TotalSeconds:f2} s");
        }

        return solved == results.Length ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static void Print(TilesJob job, TilesResult[] results)
    {
        for (int i = 0; i < results.Length; i++)
        {
            Console.Out.WriteLine(results[i].IsSolved
                ? TilesLine.ToLine(job.Puzzles[i].Board, results[i].Moves)
                : $"# unsolved line {job.Puzzles[i].Line}: {TilesReport.ReasonOf(results[i])}");
        }
    }

    private static void WriteJson(TilesJob job, TilesResult[] results, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "tiles");
        job.WriteTo(json);
        json.WriteNumber("instances", results.Length);
        json.WriteNumber("solvedInstances", results.Count(result => result.IsSolved));
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteStartArray("results");
        for (int i = 0; i < results.Length; i++)
        {
            WriteResult(json, job.Puzzles[i], results[i]);
        }

        json.WriteEndArray();
    });

    private static void WriteResult(Utf8JsonWriter json, TilesPuzzle puzzle, TilesResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("line", puzzle.Line);
        json.WriteString("board", puzzle.Board.ToString());
        json.WriteString("status", TilesReport.StatusOf(result));
        if (result.IsSolved)
        {
            json.WriteString("moves", TilesLine.MovesText(result.Moves));
            json.WriteNumber("length", result.Moves.Count);
        }
        else
        {
            json.WriteString("reason", TilesReport.ReasonOf(result));
        }

        if (puzzle.KnownLength is { } known)
        {
            json.WriteNumber("optimalLength", known);
        }

        json.WriteNumber("nodes", result.Nodes);
        json.WriteNumber("seconds", result.Elapsed.TotalSeconds);
        json.WriteEndObject();
    }
}
