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
            IInstance[] made = Make(generator, parse.GetValue(count), from, given, parse.GetValue(threads), cancellation);
            if (parse.GetValue(json))
            {
                WriteJson(task, made, from, given);
            }
            else
            {
                generator.Write(Console.Out, made, given);
                Console.Out.Flush();
            }

            return Task.FromResult(ExitCode.Done);
        });
        yield return command;
    }

    private static IInstance[] Make(InstanceGenerator generator, int count, ulong seed, Settings settings, int threads, CancellationToken cancellation)
    {
        var made = new IInstance[count];
        using var progress = new ProgressLine("made", count);
        int done = 0;
        Parallel.For(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            i =>
            {
                made[i] = generator.Generate(seed, (ulong)i, settings, cancellation);
                lock (made)
                {
                    progress.Advance(++done, good: true);
                }
            });
        return made;
    }

    private static void WriteJson(TaskDefinition task, IInstance[] made, ulong seed, Settings settings) => JsonOutput.Write("generate", task.Name, json =>
    {
        json.WriteNumber("seed", seed);
        json.WriteStartObject("settings");
        settings.WriteJson(json, task.Generator!.Settings);
        json.WriteEndObject();
        json.WriteNumber("instanceCount", made.Length);
        json.WriteStartArray("instances");
        foreach (IInstance instance in made)
        {
            json.WriteStartObject();
            task.WriteJson(json, instance);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
