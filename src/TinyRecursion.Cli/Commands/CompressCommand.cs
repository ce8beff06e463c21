using System.CommandLine;
using System.Globalization;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Compression;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm compress MODEL</c>: makes a model that runs in integers.</summary>
internal static class CompressCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("MODEL") { Description = "Model file of a task whose instances can be calibrated on: sudoku, maze or graphs." };
        var int8 = new Option<bool>("--int8") { Description = "Weights of 8 bits with a scale for each column." };
        var data = new Option<string>("--data") { Description = "Instances of the task to calibrate on, not to be tested on later.", HelpName = "FILE", Required = true };
        Option<int> problems = RunOptions.Positive("--problems", 16, "Most instances to calibrate on.");
        Option<int> steps = RunOptions.Positive("--steps", 64, "Steps of each run to calibrate on.");
        var output = new Option<string>("--out") { Description = "Model file to write.", HelpName = "FILE", Required = true };
        Option<int> threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Threads; changes the speed, never the result.");
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "compress",
            "Make a model that runs in integers alone and gives the same bytes on every machine (docs/integer-semantics.md). Prints its\n"
            + "size and how far its states drift from the original's, step by step; 'trm eval' measures its answers.\n\n"
            + "Example: trm compress models/maze.safetensors --int8 --data samples/maze/small.txt --out maze8.safetensors")
        {
            file, int8, data, problems, steps, output, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(file)!, target = parse.GetValue(output)!;
            InputText.RequireFile(path);
            if (!parse.GetValue(int8))
            {
                throw new InputException("nothing to do: say how to compress, such as --int8");
            }

            Model model = Load(path);
            List<Problem> calibrated = CalibrationProblems.Read(model.Task, parse.GetValue(data)!, parse.GetValue(problems));
            OutputFile.Prepare(target);
            var compressed = Compress(model, calibrated, parse.GetValue(steps), parse.GetValue(threads), cancellation);
            using ModelRule before = model.Open(), after = compressed.Open();
            double[] drift = TrajectoryFidelity.Measure(before, after, calibrated, parse.GetValue(steps), parse.GetValue(threads), cancellation);
            compressed.Save(target);
            long bytesBefore = new FileInfo(path).Length, bytesAfter = new FileInfo(target).Length;
            if (parse.GetValue(json))
            {
                JsonOutput.Write(writer =>
                {
                    writer.WriteString("model", target);
                    writer.WriteNumber("parameters", model.Graph.ParameterCount);
                    writer.WriteNumber("bytesBefore", bytesBefore);
                    writer.WriteNumber("bytesAfter", bytesAfter);
                    writer.WriteStartArray("drift");
                    Array.ForEach(drift, writer.WriteNumberValue);
                    writer.WriteEndArray();
                });
            }
            else
            {
                Console.Out.WriteLine($"{target}: {bytesBefore:n0} bytes before, {bytesAfter:n0} after");
                Console.Out.WriteLine($"drift of states: {string.Join(", ", Chosen(drift.Length).Select(step => $"{drift[step - 1]:p1} after {step}"))} steps");
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Model Load(string path)
    {
        Model model = Model.Load(path);
        return model.Quantised is not null ? throw new InputException($"{path}: runs in integers already")
            : model.Cycles is not null ? throw new InputException($"{path}: models of nested cycles cannot be compressed yet")
            : model;
    }

    private static Model Compress(Model model, List<Problem> problems, int steps, int threads, CancellationToken cancellation)
    {
        try
        {
            Calibration calibration = Calibration.Collect(model.Graph, model.Parameters, problems, steps, threads, cancellation);
            IntegerConstants constants = Quantiser.Quantise(model.Graph, model.Parameters.Span, calibration);
            var card = new Dictionary<string, string>(model.Card)
            {
                ["compression"] = string.Create(CultureInfo.InvariantCulture, $"int8, calibrated on {problems.Count} instances, {steps} steps"),
            };
            return new Model(model.Task, model.Graph, constants, card);
        }
        catch (ArgumentException error)
        {
            throw new InputException(error.Message);
        }
    }

    /// <summary>1, 2, 4, … and the last step.</summary>
    private static IEnumerable<int> Chosen(int steps)
    {
        for (int step = 1; step < steps; step *= 2)
        {
            yield return step;
        }

        yield return steps;
    }
}
