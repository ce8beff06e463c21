using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm digest MODEL FILE</c>: what a model does in integers, as one number for each instance.</summary>
internal static class DigestCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("MODEL") { Description = "Model file of a rule that runs in integers, from 'trm compress'." };
        var file = new Argument<string>("FILE") { Description = "Instances in the format of the model's task, or - for standard input." };
        Option<int> steps = RunOptions.Positive("--steps", 64, "Steps of each instance.");
        Option<int> limit = RunOptions.Positive("--limit", int.MaxValue, "Read at most this many instances.");
        Option<int> threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Instances at once; changes the speed, never the digests.");
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "digest",
            "Print the digest of what a model does in integers on each instance: 16 hexadecimal digits, the same from every build and\n"
            + "machine that does the same to the bit, 'trm-run --digest' among them (docs/run.md).\n\n"
            + "Example: trm digest sudoku8.safetensors samples/sudoku/hard.txt --steps 256")
        {
            model, file, steps, limit, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(model)!;
            InputText.RequireFile(path);
            Model loaded = Model.Load(path);
            var digest = new InstanceDigest(loaded, path, parse.GetValue(steps));
            List<(int Line, Problem Problem)> instances = InputText.Read(
                parse.GetValue(file)!, parse.GetValue(limit), (reader, name) => InstanceProblems.Read(loaded.Task, reader, name));
            var digests = new string[instances.Count];
            Parallel.For(
                0, digests.Length, new ParallelOptions { MaxDegreeOfParallelism = parse.GetValue(threads), CancellationToken = cancellation },
                i => digests[i] = digest.Of(instances[i].Problem));
            if (parse.GetValue(json))
            {
                WriteJson(loaded.Task, path, parse.GetValue(steps), [.. instances.Zip(digests, (instance, text) => (instance.Line, text))]);
            }
            else
            {
                Array.ForEach(digests, Console.Out.WriteLine);
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void WriteJson(string task, string path, int steps, (int Line, string Digest)[] digests) => JsonOutput.Write(json =>
    {
        json.WriteString("task", task);
        json.WriteString("model", path);
        json.WriteNumber("steps", steps);
        json.WriteStartArray("digests");
        foreach ((int line, string digest) in digests)
        {
            json.WriteStartObject();
            json.WriteNumber("line", line);
            json.WriteString("digest", digest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
