using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TinyRecursion.Cli.Arc;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Arc;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm solve arc FILE</c>: shows what a model answers to ARC tests.</summary>
internal static class SolveArcCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new ArcOptions();
        var task = new Option<string?>("--task") { Description = "Answer only the task of this name.", HelpName = "ID" };
        var command = new Command(
            "arc",
            "Answer ARC tests by votes over augmentations. Prints input, right output where it is known, and the two best answers\n"
            + "side by side, with what the checker says. A test is solved if one of the two is right. NO_COLOR=1 gives digits.\n\n"
            + "Example: trm solve arc evaluation.jsonl --train training.jsonl --model my.safetensors --votes 20")
        {
            task,
        };
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var job = ArcJob.Read(options, parse, parse.GetValue(task));
            var watch = Stopwatch.StartNew();
            ArcAnswer[] answers = [.. ArcAnswer.Of(job.Tasks, job.Run(cancellation).Vote)];
            if (parse.GetValue(options.Run.Json))
            {
                WriteJson(job, answers, watch.Elapsed);
            }
            else
            {
                Print(answers);
                Console.Error.WriteLine(
                    $"{answers.Count(answer => answer.IsSolved == true)} of {answers.Length} tests solved in {watch.Elapsed.TotalSeconds:f2} s "
                    + $"by {job.Model.Model.Graph.ParameterCount:n0} parameters");
            }

            return Task.FromResult(answers.Any(answer => answer.Status == "unsolved") ? ExitCode.Unsolved : ExitCode.Done);
        });
        return command;
    }

    private static void Print(ArcAnswer[] answers)
    {
        ArcColours colours = Terminal.Colours();
        foreach (ArcAnswer answer in answers)
        {
            Console.Out.WriteLine($"{answer.Task} test {answer.Test}: {answer.Status}");
            var panels = new List<(string Title, ArcGrid? Grid)> { ("input", answer.Pair.Input) };
            if (answer.Pair.Output is { } expected)
            {
                panels.Add(("expected", expected));
            }

            panels.AddRange(answer.Best.Select((best, i) => ($"answer {i + 1}", (ArcGrid?)best.Grid)));
            if (answer.Best.Count == 0)
            {
                panels.Add(("answer", null));
            }

            Console.Out.Write(ArcText.Render(panels, colours));
            for (int i = 0; i < answer.Best.Count; i++)
            {
                ArcCandidate best = answer.Best[i];
                string verdict = answer.Verdict(best) is { } known ? $": {known}" : string.Empty;
                Console.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"answer {i + 1}: {best.Votes} {(best.Votes == 1 ? "vote" : "votes")}, confidence {best.Confidence:f3}{verdict}"));
            }

            Console.Out.WriteLine();
        }
    }

    private static void WriteJson(ArcJob job, ArcAnswer[] answers, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "arc");
        json.WriteString("model", job.Model.Path);
        json.WriteNumber("instances", answers.Length);
        json.WriteNumber("solvedInstances", answers.Count(answer => answer.IsSolved == true));
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteStartArray("results");
        foreach (ArcAnswer answer in answers)
        {
            WriteAnswer(json, answer);
        }

        json.WriteEndArray();
    });

    private static void WriteAnswer(Utf8JsonWriter json, ArcAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("id", answer.Task);
        json.WriteNumber("test", answer.Test);
        json.WriteString("status", answer.Status);
        json.WriteStartArray("answers");
        foreach (ArcCandidate best in answer.Best)
        {
            json.WriteStartObject();
            ArcFile.WriteGrid(json, "grid", best.Grid);
            json.WriteNumber("votes", best.Votes);
            json.WriteNumber("confidence", best.Confidence);
            if (answer.Verdict(best) is { } verdict)
            {
                json.WriteBoolean("correct", verdict.IsCorrect);
                json.WriteString("verdict", verdict.ToString());
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
