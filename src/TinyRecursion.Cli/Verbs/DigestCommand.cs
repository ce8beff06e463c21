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
            "Print the digest of what a model does in integers. For each instance 16 hexadecimal digits, the same from every build and\n"
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
            FolderNotes.Write(task, parse.GetValue(files)!);
            string[] from = [.. parse.GetValue(files)!.SelectMany(task.Expand)];
            IEnumerable<SourcedInstance> instances = task.StreamFiles(from, Settings.Default).Take(parse.GetValue(limit) ?? int.MaxValue);
            var heap = new SmallHeap();
            using JsonOutput? output = parse.GetValue(json) ? new JsonOutput("digest", task.Name) : null;
            OrderedWork.Run(instances, parse.GetValue(threads), one => digest.Of(task.Encode(one.Instance, one.Source, file.Model)), Write, cancellation);
            if (output is not null)
            {
                Begin();
                output.Json.WriteEndArray();
                output.End();
            }

            return Task.FromResult(ExitCode.Done);

            void Write(SourcedInstance one, string made)
            {
                heap.Sweep();
                if (output is null)
                {
                    Console.Out.WriteLine(made);
                    return;
                }

                Begin();
                output.Json.WriteStartObject();
                output.Json.WriteString("file", one.Source);
                output.Json.WriteNumber("line", one.Instance.Line);
                output.Json.WriteString("digest", made);
                output.Json.WriteEndObject();
                output.Flush();
            }

            void Begin()
            {
                if (output!.Begin())
                {
                    output.Json.WriteString("inputDigest", InputDigest.Of(from));
                    output.Json.WriteModel(file);
                    output.Json.WriteNumber("steps", parse.GetValue(steps));
                    output.Json.WriteStartArray("results");
                }
            }
        });
        return command;
    }
}
