using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm digest MODEL FILE...</c>: what a model does in integers, as one number for each instance.</summary>
internal static class DigestCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
    {
        var model = new Argument<string>("MODEL") { Description = "Model file of a rule that runs in integers, from 'trm compress'." };
        Argument<string[]> files = CommonOptions.Files("Instances in the format of the model's task, or - for standard input.");
        Option<int> steps = CommonOptions.Whole("--steps", 64, "Steps of each instance.");
        Option<int?> limit = CommonOptions.Limit();
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "digest",
            "Print the digest of what a model does in integers on each instance: 16 hexadecimal digits, the same from every build and\n"
            + "machine that does the same to the bit, 'trm-run --digest' among them (docs/run.md).\n\n"
            + "Example: trm digest sudoku8.safetensors samples/sudoku/hard.txt --steps 256")
        {
            model, files, steps, limit, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            ModelFile file = ModelFile.Load(parse.GetValue(model)!);
            TaskDefinition task = tasks.Of(file.Model, file.Path);
            TaskVerb.Require(task, Verb.Digest, file.Path);
            var digest = new InstanceDigest(file.Model, file.Path, parse.GetValue(steps));
            IReadOnlyList<SourcedInstance> instances = task.ReadFiles(parse.GetValue(files)!, Settings.Default, parse.GetValue(limit) ?? int.MaxValue);
            var digests = new string[instances.Count];
            Parallel.For(
                0, digests.Length, new ParallelOptions { MaxDegreeOfParallelism = parse.GetValue(threads), CancellationToken = cancellation },
                i => digests[i] = digest.Of(task.Encode(instances[i].Instance, instances[i].Source, file.Model)));
            if (parse.GetValue(json))
            {
                WriteJson(task, file, parse.GetValue(files)!, parse.GetValue(steps), [.. instances.Zip(digests)]);
            }
            else
            {
                Array.ForEach(digests, Terminal.Line);
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void WriteJson(
        TaskDefinition task, ModelFile model, string[] files, int steps, (SourcedInstance Instance, string Digest)[] digests) => JsonOutput.Write("digest", task.Name, json =>
    {
        json.WriteString("inputDigest", InputDigest.Of(files.SelectMany(task.Expand)));
        json.WriteModel(model);
        json.WriteNumber("steps", steps);
        json.WriteStartArray("results");
        foreach ((SourcedInstance instance, string digest) in digests)
        {
            json.WriteStartObject();
            json.WriteString("file", instance.Source);
            json.WriteNumber("line", instance.Instance.Line);
            json.WriteString("digest", digest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
