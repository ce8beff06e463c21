using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Custom;
using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm solve custom FILE</c>: answers instances of a task that is described by data.</summary>
internal static class SolveCustomCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new CustomOptions();
        var command = new Command(
            "custom",
            "Answer instances of a task of your own. Prints a line of JSON for each: the cells that are asked for, a class for each,\n"
            + "and whether the answer is 'solved' (accepted), 'unsolved' (refused) or 'unchecked' (nothing says when it is right).\n\n"
            + "Example: trm solve custom unseen.jsonl --model latin.safetensors --restarts 8");
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            CustomJob job = CustomJob.Read(options, parse);
            var watch = Stopwatch.StartNew();
            CustomResult[] results = job.Run(cancellation);
            TimeSpan elapsed = watch.Elapsed;
            if (parse.GetValue(options.Json))
            {
                WriteJson(job, results, elapsed);
            }
            else
            {
                Array.ForEach(results, result => Console.Out.WriteLine(Line(result)));
                Console.Error.WriteLine(Closing(results, elapsed));
            }

            return Task.FromResult(Array.Exists(results, result => Status(result) == "unsolved") ? ExitCode.Unsolved : ExitCode.Done);
        });
        return command;
    }

    private static string Status(CustomResult result) =>
        !result.Verdict.Checkable ? "unchecked" : result.Verdict.IsRight ? "solved" : "unsolved";

    private static string Closing(CustomResult[] results, TimeSpan elapsed)
    {
        int uncheckable = results.Count(result => !result.Verdict.Checkable);
        return $"{results.Count(result => result.Verdict.IsRight)} of {results.Length} solved in {elapsed.TotalSeconds:f2} s"
            + (uncheckable > 0 ? $"; {uncheckable} cannot be checked, since they do not say what must be 'distinct'" : string.Empty);
    }

    private static string Line(CustomResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteResult(json, result);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteJson(CustomJob job, CustomResult[] results, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", CustomModel.Task);
        json.WriteString("model", job.Path);
        json.WriteNumber("instances", results.Length);
        json.WriteNumber("solvedInstances", results.Count(result => result.Verdict.IsRight));
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteStartArray("results");
        Array.ForEach(results, result => WriteResult(json, result));
        json.WriteEndArray();
    });

    private static void WriteResult(Utf8JsonWriter json, CustomResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("line", result.Instance.Line);
        json.WriteString("status", Status(result));
        json.WriteNumber("steps", result.TotalSteps);
        Numbers(json, "asked", result.Instance.Asked);
        Numbers(json, "classes", result.Answers);
        if (result.Verdict.Wrong > 0)
        {
            json.WriteStartArray("reasons");
            foreach (string reason in result.Verdict.Reasons)
            {
                json.WriteStringValue(reason);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<int> values)
    {
        json.WriteStartArray(name);
        foreach (int value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
