using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Workflows;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm compress MODEL</c>: makes a smaller model.</summary>
internal sealed class CompressCommand(TaskRegistry tasks)
{
    private readonly Argument<string> _file = new("MODEL") { Description = "Model file in floating point." };
    private readonly Option<bool> _int8 = new("--int8") { Description = "Run in integers, weights of 8 bits with a scale for each column." };
    private readonly Option<bool> _int4 = new("--int4") { Description = "The same, weights of 4 bits." };
    private readonly Option<bool> _ternary = new("--ternary") { Description = "The same, weights of -1, 0 and 1." };
    private readonly Option<double> _prune = CommonOptions.Real("--prune", 0, 0, 0.99, "Share of the weights of each matrix that become zero, the smallest ones.");
    private readonly Option<double> _channels = CommonOptions.Real("--prune-channels", 0, 0, 0.99, "Share of the channels that go, which makes matrices smaller.");
    private readonly Option<bool> _distil = new("--distil") { Description = "Follow the steps of the original while training (--updates)." };
    private readonly Option<int> _stride = CommonOptions.Whole("--stride", 1, "With --distil: steps of the original that one step is to take at once.");
    private readonly Option<int> _updates = CommonOptions.Whole("--updates", 0, "Updates of training in the form that the weights will have; 0 for none.", minimum: 0);
    private readonly Option<double> _rate = CommonOptions.Real("--learning-rate", 5e-4f, 1e-9, 10, "Peak learning rate of the training.");
    private readonly Option<ulong> _seed = CommonOptions.Seed("Seed of everything random in the training.");
    private readonly RunFolderOptions _run = new(Path.Combine("runs", "compress"), every: 500);
    private readonly Option<string[]> _data = new("--data") { Description = "Instances to calibrate on and to learn from, not to be tested on later (may be given several times).", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _test = new("--test") { Description = "Instances to measure the answers of both models on.", HelpName = "FILE" };
    private readonly Option<int> _problems = CommonOptions.Whole("--problems", 16, "Most instances to calibrate on.");
    private readonly Option<int> _steps = CommonOptions.Whole("--steps", 64, "Steps of each run to calibrate on.");
    private readonly Option<string> _output = CommonOptions.Output("Model file to write.");
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json();

    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
    {
        var own = new CompressCommand(tasks);
        var command = new Command(
            "compress",
            "Make a smaller model. It works with integers instead of floating point (docs/integer-semantics.md), fewer weights, fewer channels, or\n"
            + "fewer steps, in any combination. Without training that takes seconds; with --updates the rule learns to live with its new\n"
            + "form. Prints what both models take and reach, and how far their states drift apart, step by step.\n\n"
            + "Example: trm compress models/maze.safetensors --int8 --data samples/maze/small.txt --out maze8.safetensors")
        {
            own._file,
        };
        foreach (Option option in (Option[])[
            own._int8, own._int4, own._ternary, own._prune, own._channels, own._distil, own._stride, own._data, own._test, own._problems, own._steps,
            own._updates, own._rate, own._seed, own._output, own._threads, own._json])
        {
            command.Add(option);
        }

        own._run.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(own.Run(parse, cancellation)));
        return command;
    }

    private int Run(ParseResult parse, CancellationToken cancellation)
    {
        string target = parse.GetValue(_output)!;
        CompressionOptions options = Options(parse);
        ModelFile file = ModelFile.Load(parse.GetValue(_file)!);
        TaskDefinition task = tasks.Of(file.Model, file.Path);
        TaskVerb.Require(task, Verb.Compress, file.Path);
        string[] data = parse.GetValue(_data) ?? [];
        string? test = parse.GetValue(_test);
        OutputFile.Prepare(target, Model.FileKind, [file.Path, .. data, .. test is null ? Array.Empty<string>() : [test]]);
        IReadOnlyList<SourcedInstance> instances = task.ReadFiles(data, Settings.Default);
        IReadOnlyList<SourcedInstance> held = test is null ? task.HeldOut() : task.ReadFiles([test], Settings.Default);
        var input = new CompressionInput
        {
            Problems = Problems(task, file, instances, parse.GetValue(_problems)),
            Training = task.Training.OfType<GradientTraining>().FirstOrDefault() is not { } method ? null
                : (graph, start) => method.Plan(
                    new TrainingData { Instances = instances, Validation = test is null ? [] : held, Start = new Model(task.Name, graph, start, file.Model.Card) }, Settings.Default),
            Run = _run.Read(parse),
        };
        var reporter = new TrainingReporter();
        CompressionResult result = Compress(file, options, input, reporter, cancellation);
        if (result.IsSaturated)
        {
            reporter.Line(
                $"warning: {result.Saturation!.Share:p2} of the entries of node {result.Saturation.Node} ({result.Model.Graph.Nodes[result.Saturation.Node].Operation.Kind}) are cut to 16 bits: "
                + "calibrate on more or harder instances (--problems, --steps)");
        }

        Evaluation? before = Measure(task, file.Model, held, options.Threads, cancellation), after = Measure(task, result.Model, held, options.Threads, cancellation);
        result.Model.Save(target);
        var report = new CompressionReport(task, file, target, result, before, after);
        if (parse.GetValue(_json))
        {
            report.WriteJson();
        }
        else
        {
            report.WriteText(Console.Out);
        }

        return ExitCode.Done;
    }

    private static CompressionResult Compress(
        ModelFile file, CompressionOptions options, CompressionInput input, TrainingReporter reporter, CancellationToken cancellation)
    {
        try
        {
            return ModelCompressor.Run(file.Model, options, input, reporter, cancellation);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{file.Path}: {error.Message}");
        }
    }

    /// <summary>Instances as the rule sees them; those that leave it nothing to do are passed over.</summary>
    private static IReadOnlyList<Problem> Problems(TaskDefinition task, ModelFile file, IReadOnlyList<SourcedInstance> instances, int limit)
    {
        if (instances.Count == 0)
        {
            return task.Calibration(limit) is { Count: > 0 } own ? own
                : throw new InputException("there is no instance to calibrate on: give a file that holds some with --data");
        }

        Problem[] read = [.. instances.Take(limit).Select(one => task.Encode(one.Instance, one.Source, file.Model))];
        return read.Any(problem => problem.Cells > 0)
            ? read
            : throw new InputException($"--data: of {read.Length} instances none leaves the rule anything to do: give harder ones");
    }

    private static Evaluation? Measure(TaskDefinition task, Model model, IReadOnlyList<SourcedInstance> held, int threads, CancellationToken cancellation)
    {
        if (held.Count == 0)
        {
            return null;
        }

        using Solver solver = task.Open(model, "the model", task.MeasuringSettings);
        return Evaluation.Run(solver, held, threads, onAnswer: null, cancellation);
    }

    private CompressionOptions Options(ParseResult parse)
    {
        (bool Chosen, int Levels)[] levels =
            [(parse.GetValue(_int8), sbyte.MaxValue), (parse.GetValue(_int4), 7), (parse.GetValue(_ternary), 1)];
        var options = new CompressionOptions
        {
            Levels = levels.Count(level => level.Chosen) <= 1
                ? levels.Where(level => level.Chosen).Select(level => (int?)level.Levels).SingleOrDefault()
                : throw new InputException("--int8, --int4 and --ternary exclude each other"),
            Pruned = (float)parse.GetValue(_prune),
            Channels = (float)parse.GetValue(_channels),
            Distil = parse.GetValue(_distil),
            Stride = parse.GetValue(_stride),
            Updates = parse.GetValue(_updates),
            LearningRate = (float)parse.GetValue(_rate),
            Seed = parse.GetValue(_seed),
            Steps = parse.GetValue(_steps),
            Threads = parse.GetValue(_threads),
        };
        return options is { Levels: null, Pruned: 0, Channels: 0, Distil: false } ? throw new InputException("nothing to do: say how to compress, such as --int8 or --prune 0.5")
            : options.Distil && options.Updates == 0 ? throw new InputException("--distil is training: say for how many --updates")
            : options.Stride > 1 && !options.Distil ? throw new InputException("--stride needs --distil")
            : options;
    }
}
