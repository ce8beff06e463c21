using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm generate TASK</c>: makes instances.</summary>
internal static class GenerateCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandLineTasks tasks) => TaskVerb.Create("generate", Verb.Generate, "Make instances of a task.", tasks, Create);

    private static IEnumerable<Command> Create(TaskDefinition task)
    {
        InstanceGenerator generator = task.Generator!;
        Option<int> count = CommonOptions.Whole("--count", generator.DefaultCount, "Number of instances.");
        var settings = new SettingOptions(generator.Settings);
        Option<ulong> seed = CommonOptions.Seed("Seed: the same seed gives the same instances.");
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(task.Name, TaskVerb.Describe(generator.Help)) { count };
        settings.AddTo(command);
        foreach (Option option in (Option[])[seed, threads, json])
        {
            command.Add(option);
        }

        command.SetAction((parse, cancellation) =>
        {
            Settings given = settings.Read(parse);
            ulong from = parse.GetValue(seed);
            var instances = new GeneratedInstances(generator, from, given, parse.GetValue(count), parse.GetValue(threads));
            if (parse.GetValue(json))
            {
                WriteJson(task, instances, from, given, cancellation);
            }
            else
            {
                generator.Write(Console.Out, instances.Make(cancellation), given);
                Console.Out.Flush();
            }

            return Task.FromResult(ExitCode.Done);
        });
        yield return command;
    }

    private static void WriteJson(TaskDefinition task, GeneratedInstances instances, ulong seed, Settings settings, CancellationToken cancellation)
    {
        using var output = new JsonOutput("generate", task.Name);
        output.WriteEach(
            instances.Make(cancellation), "instances", task.WriteJson,
            json =>
            {
                json.WriteNumber("seed", seed);
                json.WriteStartObject("settings");
                settings.WriteJson(json, task.Generator!.Settings);
                json.WriteEndObject();
                json.WriteNumber("instanceCount", instances.Count);
            });
    }
}
