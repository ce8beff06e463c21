using System.CommandLine;
using System.Globalization;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Compression;
using TinyRecursion.Cli.Training;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm compress MODEL</c>: makes a model that runs in integers.</summary>
internal static class CompressCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("MODEL") { Description = "Model file of a task whose instances can be calibrated on: sudoku, maze or graphs." };
        var int8 = new Option<bool>("--int8") { Description = "Weights of 8 bits with a scale for each column." };
        var int4 = new Option<bool>("--int4") { Description = "Weights of 4 bits with a scale for each column." };
        var ternary = new Option<bool>("--ternary") { Description = "Weights of -1, 0 and 1 with a scale for each column." };
        Option<float> prune = NumberOption.Create("--prune", 0f, 0f, 0.99f, "Share of the weights of each matrix that become zero.");
        var distil = new Option<bool>("--distil") { Description = "Follow the original's steps while training." };
        var stride = RunOptions.Positive("--stride", 1, "Steps of the original that one step is held against.");
        var data = new Option<string[]>("--data") { Description = "Instances of the task to calibrate on, not to be tested on later.", HelpName = "FILE", Required = true, AllowMultipleArgumentsPerToken = true };
        var test = new Option<string?>("--test") { Description = "Instances to measure answers on.", HelpName = "FILE" };
        Option<int> problems = RunOptions.Positive("--problems", 16, "Most instances to calibrate on.");
        Option<int> steps = RunOptions.Positive("--steps", 64, "Steps of each run to calibrate on.");
        var updates = new Option<int>("--updates") { Description = "Updates of training.", DefaultValueFactory = _ => 0 };
        Option<float> rate = NumberOption.Create("--learning-rate", 5e-4f, 1e-9f, 10f, "Peak learning rate.");
        var run = new Option<string>("--run") { Description = "Folder of the training run.", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("runs", "compress") };
        Option<int> every = RunOptions.Positive("--every", 500, "Updates between validations and checkpoints.");
        var output = new Option<string>("--out") { Description = "Model file to write.", HelpName = "FILE", Required = true };
        Option<int> threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Threads; changes the speed, never the result.");
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "compress",
            "Make a model that runs in integers alone and gives the same bytes on every machine (docs/integer-semantics.md). Prints its\n"
            + "size and how far its states drift from the original's, step by step; 'trm eval' measures its answers.\n\n"
            + "Example: trm compress models/maze.safetensors --int8 --data samples/maze/small.txt --out maze8.safetensors")
        {
            file, int8, int4, ternary, prune, distil, stride, data, test, problems, steps, updates, rate, run, every, output, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(file)!, target = parse.GetValue(output)!;
            InputText.RequireFile(path);
            Model model = Load(path);
            int? levels = parse.GetValue(int8) ? 127 : parse.GetValue(int4) ? 7 : parse.GetValue(ternary) ? 1 : null;
            var form = new WeightForm { Levels = levels, Pruned = parse.GetValue(prune) };
            var task = new SudokuCompression(parse.GetValue(data)!, parse.GetValue(test));
            OutputFile.Prepare(target);
            float[] parameters;
            if (parse.GetValue(updates) > 0)
            {
                TrainingOptions options = task.Training with
                {
                    Updates = parse.GetValue(updates), LearningRate = parse.GetValue(rate), Threads = parse.GetValue(threads), Form = form, DecayShare = 0.7f, WarmUp = 100,
                    Distillation = parse.GetValue(distil) ? new Distillation(model.Graph, model.Parameters) { Stride = parse.GetValue(stride) } : null,
                };
                (parameters, _) = new TrainingRun(model.Graph, model.Parameters.ToArray(), options, task.Source(), task.Goal(model.Graph), parse.GetValue(run)!, target, parse.GetValue(every)).Train(cancellation);
            }
            else
            {
                parameters = form.Apply(model.Graph, model.Parameters.Span);
            }

            Model result = levels is null ? new Model(model.Task, model.Graph, parameters, model.Card)
                : new Model(model.Task, model.Graph, Quantiser.Quantise(model.Graph, parameters, Calibration.Collect(model.Graph, parameters, task.Problems(parse.GetValue(problems)), parse.GetValue(steps), 1, cancellation), levels.Value), model.Card);
            using ModelRule ra = model.Open(), rb = result.Open();
            double[] drift = TrajectoryFidelity.Measure(ra, rb, task.Problems(parse.GetValue(problems)), parse.GetValue(steps), parse.GetValue(threads), cancellation);
            Console.WriteLine($"{drift[0]:p2} {drift[15]:p2} {drift[63]:p2}");
            Console.WriteLine(task.Measure(model, parse.GetValue(threads), cancellation));
            Console.WriteLine(task.Measure(result, parse.GetValue(threads), cancellation));
            result.Save(target);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Model Load(string path) => Model.Load(path);
}
