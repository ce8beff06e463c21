using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Maze;
using TinyRecursion.Cli.Sequences;
using TinyRecursion.Tasks.Arc;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm solve maze FILE</c>: draws the ways that a model finds.</summary>
internal static class SolveMazeCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        SequenceOptions options = MazeJob.Options();
        Option<int> limit = MazeJob.LimitOption();
        var command = new Command(
            "maze",
            "Find ways through mazes. Prints each maze with the way marked by o, and whether it is a shortest one or what is\n"
            + "wrong with it; x is a mark where none may be.\n\n"
            + "Example: trm solve maze mazes.txt --model my.safetensors --limit 3")
        {
            limit,
        };
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            MazeJob job = MazeJob.Read(options, limit, parse);
            var watch = Stopwatch.StartNew();
            MazeAnswer[] answers = job.Run(cancellation);
            int solved = answers.Count(answer => answer.Verdict.IsShortest);
            if (parse.GetValue(options.Json))
            {
                WriteJson(job, answers, solved, watch.Elapsed);
            }
            else
            {
                Print(answers);
                Console.Error.WriteLine(
                    $"{solved} of {answers.Length} solved by a shortest way in {watch.Elapsed.TotalSeconds:f2} s by {job.Model.Model.Graph.ParameterCount:n0} parameters");
            }

            return Task.FromResult(solved == answers.Length ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void Print(MazeAnswer[] answers)
    {
        bool colours = Terminal.Colours() != ArcColours.None;
        foreach (MazeAnswer answer in answers)
        {
            string status = answer.Verdict.IsShortest ? string.Empty : "unsolved: ";
            Console.Out.WriteLine($"line {answer.Puzzle.Line}: {status}{answer.Verdict}  {Steps(answer.Run.Steps)}");
            Console.Out.WriteLine(MazeText.Render(answer.Puzzle.Board, answer.Marks, colours));
        }
    }

    private static string Steps(int steps) => steps == 1 ? "1 step" : $"{steps} steps";

    private static void WriteJson(MazeJob job, MazeAnswer[] answers, int solved, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "maze");
        json.WriteString("model", job.Model.Path);
        json.WriteString("halt", HaltRuleOption.NameOf(job.Halt));
        json.WriteNumber("instances", answers.Length);
        json.WriteNumber("solvedInstances", solved);
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteStartArray("results");
        foreach (MazeAnswer answer in answers)
        {
            WriteAnswer(json, answer);
        }

        json.WriteEndArray();
    });

    private static void WriteAnswer(Utf8JsonWriter json, MazeAnswer answer)
    {
        json.WriteStartObject();
        json.WriteNumber("line", answer.Puzzle.Line);
        json.WriteString("maze", answer.Puzzle.Board.ToString());
        json.WriteString("status", answer.Verdict.IsShortest ? "solved" : "unsolved");
        json.WriteString("answer", answer.Puzzle.Board.ToString(answer.Marks));
        json.WriteBoolean("valid", answer.Verdict.IsPath);
        Number("moves", answer.Verdict.Moves);
        Number("shortestMoves", answer.Verdict.ShortestMoves);
        if (answer.IsExact is { } exact)
        {
            json.WriteBoolean("exact", exact);
        }

        json.WriteNumber("steps", answer.Run.Steps);
        json.WriteNumber("confidence", answer.Run.Confidence);
        json.WriteStartArray("reasons");
        foreach (string reason in answer.Verdict.Reasons)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void Number(string name, int? value)
        {
            if (value is { } known)
            {
                json.WriteNumber(name, known);
            }
        }
    }
}
