using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Spectre.Console;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Sudoku;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm solve sudoku FILE</c>: solves boards and prints one line each.</summary>
internal static class SolveCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create() => new("solve", "Solve instances of a task with a model.") { CreateSudoku(), SolveArcCommand.Create(), SolveMazeCommand.Create(), SolveSatCommand.Create() };

    private static Command CreateSudoku()
    {
        var options = new RunOptions();
        var command = new Command(
            "sudoku",
            "Solve Sudokus. Prints one line per puzzle: the solution, or 'unsolved' with the cells in conflict.\n\n"
            + "Example: trm solve sudoku samples/sudoku/hard.txt --max-steps 1024 --restarts 16");
        options.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(Run(options, parse, cancellation)));
        return command;
    }

    private static int Run(RunOptions options, ParseResult parse, CancellationToken cancellation)
    {
        bool json = parse.GetValue(options.Json);
        using SudokuJob job = SudokuJob.Read(options, parse);
        IReadOnlyList<SudokuPuzzle> puzzles = job.Puzzles;
        bool live = !json && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        var watch = Stopwatch.StartNew();
        SudokuResult[] results = live
            ? SudokuLiveView.Run(job, cancellation)
            : SudokuBatch.Run(job, cancellation);
        int solved = results.Count(result => result.IsSolved);
        string[] notes = results.Select((result, i) => Note(result, puzzles[i])).ToArray();
        if (json)
        {
            WriteJson(job.Loaded.Path, results, puzzles, notes, watch.Elapsed);
        }
        else
        {
            Print(results, puzzles, notes, live);
            Console.Error.WriteLine(
                $"{solved} of {results.Length} solved in {watch.Elapsed.TotalSeconds:f2} s by {job.Loaded.Model.Graph.ParameterCount:n0} parameters");
        }

        return solved == results.Length ? ExitCode.Done : ExitCode.Unsolved;
    }

    /// <summary>What a person should know besides the answer: a board without a solution, or with several.</summary>
    private static string Note(SudokuResult result, SudokuPuzzle puzzle) => result.Contradiction
        ? "the board has no solution"
        : SudokuSolutionCount.Of(puzzle.Board) switch
        {
            0 => "the board has no solution",
            1 => string.Empty,
            null => string.Empty,
            _ => "the board has several solutions",
        };

    private static void Print(SudokuResult[] results, IReadOnlyList<SudokuPuzzle> puzzles, string[] notes, bool live)
    {
        for (int i = 0; i < results.Length; i++)
        {
            string note = notes[i].Length > 0 ? $"  # {notes[i]}" : string.Empty;
            string line = results[i].IsSolved
                ? $"{results[i].Answer}  {results[i].Steps} steps{note}"
                : $"unsolved line {puzzles[i].Line}: {Conflicts(results[i])}{note}";
            if (live)
            {
                AnsiConsole.WriteLine(line);
            }
            else
            {
                Console.Out.WriteLine(line);
            }
        }
    }

    private static string Conflicts(SudokuResult result) =>
        result.Contradiction ? "singles contradict each other" : string.Join("; ", result.Verdict.Conflicts.Take(4));

    private static void WriteJson(
        string path, SudokuResult[] results, IReadOnlyList<SudokuPuzzle> puzzles, string[] notes, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "sudoku");
        json.WriteString("model", path);
        json.WriteNumber("instances", results.Length);
        json.WriteNumber("solvedInstances", results.Count(result => result.IsSolved));
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteStartArray("results");
        for (int i = 0; i < results.Length; i++)
        {
            WriteResult(json, results[i], puzzles[i], notes[i]);
        }

        json.WriteEndArray();
    });

    private static void WriteResult(Utf8JsonWriter json, SudokuResult result, SudokuPuzzle puzzle, string note)
    {
        json.WriteStartObject();
        json.WriteNumber("line", puzzle.Line);
        json.WriteString("puzzle", puzzle.Board.ToString());
        json.WriteString("status", result.IsSolved ? "solved" : "unsolved");
        if (result.IsSolved)
        {
            json.WriteString("solution", result.Answer.ToString());
        }

        json.WriteNumber("steps", result.Steps);
        json.WriteNumber("restart", result.Restart);
        if (note.Length > 0)
        {
            json.WriteString("note", note);
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
