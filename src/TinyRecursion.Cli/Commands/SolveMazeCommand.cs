using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Maze;
using TinyRecursion.Tasks.Arc;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm solve maze FILE</c>: draws the ways that a rule finds.</summary>
internal static class SolveMazeCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new MazeOptions();
        var command = new Command(
            "maze",
            "Find shortest ways through mazes. Prints each maze with the way marked by o, and whether it is a shortest one, what\n"
            + "is wrong with it, or that there is no way; x is a mark where none may be.\n\n"
            + "Example: trm solve maze mazes.txt --limit 3");
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            using MazeJob job = MazeJob.Read(options, parse);
            var watch = Stopwatch.StartNew();
            MazeResult[] results = MazeBatch.Run(job, cancellation);
            if (parse.GetValue(options.Run.Json))
            {
                WriteJson(job, results, watch.Elapsed);
            }
            else
            {
                Print(job, results);
                int shut = results.Count(result => result.HasNoWay);
                Console.Error.WriteLine(
                    $"{results.Count(result => result.Verdict.IsShortest)} of {results.Length} solved by a shortest way"
                    + (shut > 0 ? $", {shut} without a way," : string.Empty) + $" in {watch.Elapsed.TotalSeconds:f2} s by {job.By}");
            }

            return Task.FromResult(Array.TrueForAll(results, result => result.IsRight || result.HasNoWay) ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void Print(MazeJob job, MazeResult[] results)
    {
        bool colours = Terminal.Colours() != ArcColours.None;
        for (int i = 0; i < results.Length; i++)
        {
            Console.Out.Write(MazeText.Of(job.Puzzles[i], results[i], colours));
        }
    }

    private static void WriteJson(MazeJob job, MazeResult[] results, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "maze");
        job.WriteTo(json);
        json.WriteNumber("instances", results.Length);
        json.WriteNumber("solvedInstances", results.Count(result => result.Verdict.IsShortest));
        json.WriteNumber("noWayInstances", results.Count(result => result.HasNoWay));
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteStartArray("results");
        for (int i = 0; i < results.Length; i++)
        {
            WriteResult(json, job.Puzzles[i], results[i]);
        }

        json.WriteEndArray();
    });

    private static void WriteResult(Utf8JsonWriter json, MazePuzzle puzzle, MazeResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("line", puzzle.Line);
        json.WriteNumber("rows", puzzle.Board.Rows);
        json.WriteNumber("columns", puzzle.Board.Columns);
        json.WriteString("maze", puzzle.Board.ToString());
        json.WriteString("status", result.Status);
        json.WriteString("answer", puzzle.Board.ToString(result.Marks));
        json.WriteBoolean("valid", result.Verdict.IsPath);
        Number("moves", result.Verdict.Moves);
        Number("shortestMoves", result.Verdict.ShortestMoves);
        if (result.IsExact is { } exact)
        {
            json.WriteBoolean("exact", exact);
        }

        json.WriteNumber("steps", result.Steps);
        json.WriteNumber("restart", result.Restart);
        Number("confidence", result.Confidence);
        json.WriteStartArray("reasons");
        foreach (string reason in result.Verdict.Reasons)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void Number(string name, double? value)
        {
            if (value is { } known)
            {
                json.WriteNumber(name, known);
            }
        }
    }
}
