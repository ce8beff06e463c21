using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm show TASK FILE...</c>: shows instances; no model is needed.</summary>
internal static class ShowCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandLineTasks tasks) => TaskVerb.Create("show", Verb.Show, "Show the instances of a file.", tasks, Create);

    private static IEnumerable<Command> Create(TaskDefinition task)
    {
        var input = new InstanceInput(task);
        var settings = new SettingOptions(task.ShowSettings);
        Option<int?> limit = CommonOptions.Limit();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(task.Name, $"Show {task.Plural}, in colours on a terminal. NO_COLOR=1 shows them without.\n\nExample: trm show {task.Name} {(task.Sample is null ? "FILE --limit 2" : "--sample")}")
        {
            limit, json,
        };
        input.AddTo(command);
        settings.AddTo(command);
        command.SetAction(parse =>
        {
            IEnumerable<SourcedInstance> instances = input.Read(input.Paths(parse), settings.Read(parse)).Take(parse.GetValue(limit) ?? int.MaxValue);
            if (parse.GetValue(json))
            {
                WriteJson(task, instances);
            }
            else
            {
                foreach (SourcedInstance instance in instances)
                {
                    task.Show(Console.Out, instance.Instance, Terminal.Colours());
                }
            }

            return ExitCode.Done;
        });
        yield return command;
    }

    private static void WriteJson(TaskDefinition task, IEnumerable<SourcedInstance> instances)
    {
        using var output = new JsonOutput("show", task.Name);
        output.WriteEach(instances, "instances", (json, one) =>
        {
            json.WriteString("file", one.Source);
            json.WriteNumber("line", one.Instance.Line);
            task.WriteJson(json, one.Instance);
        });
    }
}
