using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Spectre.Console;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Sudoku;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm solve sudoku FILE</c>: solves boards and prints one line each.</summary>
internal static class SolveSudokuCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new SudokuOptions();
        var command = new Command(
            "sudoku",
            "Solve Sudokus. Prints one line per puzzle: the solution, or 'unsolved' with the cells in conflict.\n\n"
            + "Example: trm solve sudoku samples/sudoku/hard.txt --max-steps 1024 --restarts 16\n"
            + "Example: trm solve sudoku samples/sudoku/hardest.txt --search");
        options.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(Run(options, parse, cancellation)));
        return command;
    }

    private static int Run(SudokuOptions options, ParseResult parse, CancellationToken cancellation)
    {
        bool json = parse.GetValue(options.Run.Json);
        using SudokuJob job = SudokuJob.Read(options, parse);
        bool live = !json && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        var watch = Stopwatch.StartNew();
        SudokuAnswer[] answers = live
            ? SudokuLiveView.Run(job, cancellation)
            : SudokuBatch.Run(job, cancellation);
        int solved = answers.Count(answer => answer.IsSolved);
        if (json)
        {
            WriteJson(job, answers, watch.Elapsed);
        }
        else
        {
            Print(answers, live);
            Console.Error.WriteLine(
                $"{solved} of {answers.Length} solved in {watch.Elapsed.TotalSeconds:f2} s by {job.Description()}");
        }

        return solved == answers.Length ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static void Print(SudokuAnswer[] answers, bool live)
    {
        foreach (SudokuAnswer answer in answers)
        {
            if (live)
            {
                AnsiConsole.WriteLine(answer.ToString());
            }
            else
            {
                Console.Out.WriteLine(answer);
            }
        }
    }

    private static void WriteJson(SudokuJob job, SudokuAnswer[] answers, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "sudoku");
        job.WriteTo(json);
        json.WriteNumber("instances", answers.Length);
        json.WriteNumber("solvedInstances", answers.Count(answer => answer.IsSolved));
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteStartArray("results");
        foreach (SudokuAnswer answer in answers)
        {
            WriteResult(json, answer);
        }

        json.WriteEndArray();
    });

    private static void WriteResult(Utf8JsonWriter json, SudokuAnswer answer)
    {
        SudokuResult result = answer.Result;
        json.WriteStartObject();
        json.WriteNumber("line", answer.Puzzle.Line);
        json.WriteString("puzzle", result.Puzzle.ToString());
        json.WriteString("status", result.IsSolved ? "solved" : "unsolved");
        if (result.IsSolved)
        {
            json.WriteString("solution", result.Answer.ToString());
        }

        json.WriteNumber("steps", result.Steps);
        json.WriteNumber("restart", result.Restart);
        json.WriteNumber("nodes", result.Search?.Nodes ?? 0);
        if (answer.Note() is { Length: > 0 } note)
        {
            json.WriteString("note", note);
        }

        if (answer.GaveUp)
        {
            json.WriteString("gaveUp", answer.Failure());
        }

        json.WriteStartArray("conflicts");
        foreach (SudokuConflict conflict in result.Verdict.Conflicts)
        {
            json.WriteStringValue(conflict.ToString());
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
