using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Arc;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm show arc FILE</c>: shows tasks; no model is needed.</summary>
internal static class ShowCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create() => new("show", "Show the instances of a file.") { CreateArc() };

    private static Command CreateArc()
    {
        var file = new Argument<string>("FILE") { Description = "File of ARC tasks in any form, or - for standard input." };
        var id = new Option<string?>("--task") { Description = "Show only the task of this name.", HelpName = "ID" };
        Option<int> limit = RunOptions.Positive("--limit", int.MaxValue, "Show at most this many tasks.");
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "arc",
            "Show ARC tasks: each pair with input and output side by side, in colours on a terminal. NO_COLOR=1 gives digits.\n\n"
            + "Example: trm show arc training.jsonl --limit 2")
        {
            file, id, limit, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(file)!, wanted = parse.GetValue(id) ?? string.Empty;
            if (path != "-")
            {
                InputText.RequireFile(path);
            }

            using Stream stream = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            IEnumerable<ArcTask> tasks = ArcFile.Read(stream, path == "-" ? "standard input" : path)
                .Where(task => wanted.Length == 0 || task.Id == wanted)
                .Take(wanted.Length == 0 ? parse.GetValue(limit) : 1);
            int shown = parse.GetValue(json) ? WriteJson(tasks.ToList()) : Print(tasks, cancellation);
            return Task.FromResult(shown > 0 ? ExitCode.Done : throw new InputException($"{path}: holds no task '{wanted}'"));
        });
        return command;
    }

    private static int Print(IEnumerable<ArcTask> tasks, CancellationToken cancellation)
    {
        ArcColours colours = Terminal.Colours();
        int shown = 0;
        foreach (ArcTask task in tasks)
        {
            cancellation.ThrowIfCancellationRequested();
            Console.Out.WriteLine($"{task.Id}: {task.Train.Count} shown, {task.Test.Count} to solve");
            Console.Out.WriteLine(ArcText.Render(task, colours));
            shown++;
        }

        return shown;
    }

    private static int WriteJson(List<ArcTask> tasks)
    {
        if (tasks.Count > 0)
        {
            JsonOutput.Write(json =>
            {
                json.WriteString("task", "arc");
                json.WriteStartArray("tasks");
                foreach (ArcTask task in tasks)
                {
                    json.WriteRawValue(ArcFile.ToJsonLine(task));
                }

                json.WriteEndArray();
            });
        }

        return tasks.Count;
    }
}
