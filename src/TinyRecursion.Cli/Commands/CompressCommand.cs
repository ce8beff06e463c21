using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Compression;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm compress MODEL</c>: makes a smaller model.</summary>
internal sealed class CompressCommand
{
    private readonly Argument<string> _file = new("MODEL") { Description = "Model file in floating point, of Sudokus, mazes, graphs, formulas, tiles or arithmetic." };
    private readonly Option<bool> _int8 = new("--int8") { Description = "Run in integers, weights of 8 bits with a scale for each column." };
    private readonly Option<bool> _int4 = new("--int4") { Description = "The same, weights of 4 bits." };
    private readonly Option<bool> _ternary = new("--ternary") { Description = "The same, weights of -1, 0 and 1." };
    private readonly Option<float> _prune = NumberOption.Create("--prune", 0f, 0f, 0.99f, "Share of the weights of each matrix that become zero, the smallest ones.");
    private readonly Option<float> _channels = NumberOption.Create("--prune-channels", 0f, 0f, 0.99f, "Share of the channels that go, which makes matrices smaller.");
    private readonly Option<bool> _distil = new("--distil") { Description = "Follow the steps of the original while training (--updates)." };
    private readonly Option<int> _stride = RunOptions.Positive("--stride", 1, "With --distil: steps of the original that one step is to take at once.");
    private readonly Option<int> _updates = new("--updates") { Description = "Updates of training in the form that the weights will have; 0 for none.", HelpName = "N", DefaultValueFactory = _ => 0 };
    private readonly Option<float> _rate = NumberOption.Create("--learning-rate", 5e-4f, 1e-9f, 10f, "Peak learning rate of the training.");
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of everything random in the training.", DefaultValueFactory = _ => 1, HelpName = "N" };
    private readonly Option<string> _run = new("--run") { Description = "Folder of the training: checkpoint and metrics. A checkpoint found there is resumed.", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("runs", "compress") };
    private readonly Option<int> _every = RunOptions.Positive("--every", 500, "Updates between validations on --test and checkpoints.");
    private readonly Option<string[]> _data = new("--data") { Description = "Instances to calibrate on and to learn from, not to be tested on later (may be given several times).", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _test = new("--test") { Description = "Instances to measure the answers of both models on.", HelpName = "FILE" };
    private readonly Option<int> _problems = RunOptions.Positive("--problems", 16, "Most instances to calibrate on.");
    private readonly Option<int> _steps = RunOptions.Positive("--steps", 64, "Steps of each run to calibrate on.");
    private readonly Option<string> _output = new("--out") { Description = "Model file to write.", HelpName = "FILE", Required = true };
    private readonly Option<int> _threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Threads; changes the speed, never the result.");
    private readonly Option<bool> _json = RunOptions.JsonSwitch();

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var own = new CompressCommand();
        var command = new Command(
            "compress",
            "Make a smaller model: with integers instead of floating point (docs/integer-semantics.md), fewer weights, fewer channels, or\n"
            + "fewer steps, in any combination. Without training that takes seconds; with --updates the rule learns to live with its new\n"
            + "form. Prints what both models take and reach, and how far their states drift apart, step by step.\n\n"
            + "Example: trm compress models/maze.safetensors --int8 --data samples/maze/small.txt --out maze8.safetensors")
        {
            own._file,
        };
        foreach (Option option in (Option[])[
            own._int8, own._int4, own._ternary, own._prune, own._channels, own._distil, own._stride, own._data, own._test, own._problems, own._steps,
            own._updates, own._rate, own._seed, own._run, own._every, own._output, own._threads, own._json])
        {
            command.Add(option);
        }

        command.SetAction((parse, cancellation) => Task.FromResult(own.Run(parse, cancellation)));
        return command;
    }

    private int Run(ParseResult parse, CancellationToken cancellation)
    {
        string path = parse.GetValue(_file)!, target = parse.GetValue(_output)!;
        int threads = parse.GetValue(_threads);
        CompressionPlan plan = Plan(parse);
        InputText.RequireFile(path);
        Model model = Load(path);
        var task = CompressionTask.Of(model, parse.GetValue(_data) ?? [], parse.GetValue(_test));
        Require(plan, task, model.Task);
        List<Problem> problems = task.Problems(plan.Problems);
        OutputFile.Prepare(target);
        var compressor = new Compressor(plan, task, threads);
        Model compressed = compressor.Run(
            model,
            problems,
            (graph, start, options) =>
            {
                var run = new TrainingRun(graph, start, options, task.Source, task.Goal(graph), parse.GetValue(_run)!, target, parse.GetValue(_every));
                return run.Train(cancellation).Parameters;
            },
            cancellation);
        using ModelRule before = model.Open(), after = compressed.Open();
        double[] drift = TrajectoryFidelity.Measure(before, after, problems, plan.Steps, plan.Stride, threads, cancellation);
        (AnswerQuality?, AnswerQuality?) answers = (task.Measure(model, threads, cancellation), task.Measure(compressed, threads, cancellation));
        compressed.Save(target);
        var report = new CompressionReport(
            target, model, compressed, new FileInfo(path).Length, new FileInfo(target).Length, answers, drift, compressor.Saturation);
        if (parse.GetValue(_json))
        {
            JsonOutput.Write(report.WriteTo);
        }
        else
        {
            report.WriteText(Console.Out);
        }

        return ExitCode.Done;
    }

    private CompressionPlan Plan(ParseResult parse)
    {
        (bool Chosen, int Levels)[] levels =
            [(parse.GetValue(_int8), sbyte.MaxValue), (parse.GetValue(_int4), 7), (parse.GetValue(_ternary), 1)];
        var plan = new CompressionPlan
        {
            Levels = levels.Count(level => level.Chosen) <= 1
                ? levels.Where(level => level.Chosen).Select(level => (int?)level.Levels).SingleOrDefault()
                : throw new InputException("--int8, --int4 and --ternary exclude each other"),
            Pruned = parse.GetValue(_prune),
            Channels = parse.GetValue(_channels),
            Distil = parse.GetValue(_distil),
            Stride = parse.GetValue(_stride),
            Updates = Math.Max(0, parse.GetValue(_updates)),
            LearningRate = parse.GetValue(_rate),
            Seed = parse.GetValue(_seed),
            Problems = parse.GetValue(_problems),
            Steps = parse.GetValue(_steps),
        };
        return plan.IsNothing ? throw new InputException("nothing to do: say how to compress, such as --int8 or --prune 0.5")
            : plan.Distil && plan.Updates == 0 ? throw new InputException("--distil is training: say for how many --updates")
            : plan.Stride > 1 && !plan.Distil ? throw new InputException("--stride needs --distil")
            : plan;
    }

    private static Model Load(string path)
    {
        Model model = Model.Load(path);
        return model.Quantised is not null ? throw new InputException($"{path}: runs in integers already: compress the model that it was made of")
            : model.Cycles is not null ? throw new InputException($"{path}: models of nested cycles cannot be compressed yet")
            : model;
    }

    private static void Require(CompressionPlan plan, CompressionTask task, string name)
    {
        if (plan.Updates > 0 && task.Training is null)
        {
            throw new InputException($"models of task '{name}' are not trained here: leave --updates out");
        }
    }
}
