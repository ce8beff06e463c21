using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TinyRecursion.Cli.Common;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Training.Local;

namespace TinyRecursion.Cli.Training;

/// <summary>Training of a rule over a finite alphabet on its specification: the options, the run and the model that it writes.</summary>
/// <param name="defaults">What is not given is as here.</param>
internal sealed class LocalTrainingRun(LocalTrainingOptions defaults)
{
    private readonly Option<string> _output = new("--out") { Description = "Model file to write at the end.", HelpName = "FILE", Required = true };
    private readonly Option<int> _updates = RunOptions.Positive("--updates", defaults.Updates, "The most updates.");
    private readonly Option<int> _batch = RunOptions.Positive("--batch", defaults.BatchSize, "Points of an update.");
    private readonly Option<int> _every = RunOptions.Positive("--every", defaults.ExamineEvery, "Updates between examinations of the whole domain.");
    private readonly Option<float> _rate = NumberOption.Create("--learning-rate", defaults.LearningRate, 1e-9f, 10f, "Peak learning rate.");
    private readonly Option<float> _margin = NumberOption.Create(
        "--margin", defaults.Margin, 0f, 1000f, "Training ends when the right symbol leads by this much before the snap, at every point.");
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => defaults.Seed, HelpName = "N" };
    private readonly Option<int> _threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Threads; changes the speed, never the result.");
    private readonly Option<bool> _json = RunOptions.JsonSwitch();

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_output, _updates, _batch, _every, _rate, _margin, _seed, _threads, _json])
        {
            command.Add(option);
        }
    }

    /// <summary>Trains and writes the model.</summary>
    /// <param name="task">The task that the model names.</param>
    /// <param name="graph">The rule.</param>
    /// <param name="specification">What it should do.</param>
    /// <param name="finish">Sets what is not learned, such as the readout.</param>
    /// <param name="parse">The command line.</param>
    /// <param name="examples">Gives the points to learn from, and what they are, by the seed; null for the whole domain.</param>
    /// <param name="cancellation">Ends it; nothing is written.</param>
    /// <returns>0 if every point is right by the margin, else 1; the model is written either way.</returns>
    public int Run(
        string task, RuleGraph graph, ILocalSpecification specification, Action<float[]> finish, ParseResult parse,
        Func<ulong, (long[] Points, string Data)>? examples, CancellationToken cancellation)
    {
        LocalTrainingOptions options = Read(parse);
        string output = parse.GetValue(_output)!;
        OutputFile.Prepare(output);
        Console.Error.WriteLine($"{graph.ParameterCount:n0} parameters, {specification.Shape.Size:n0} points, {options.Threads} threads");
        var watch = Stopwatch.StartNew();
        (long[]? points, string data) = examples is null ? (null, "random points of the specification's domain") : examples(options.Seed);
        using var trainer = new LocalTrainer(graph, specification, options, start: null, points);
        LocalProgress end = trainer.Run(progress => Report(progress, watch.Elapsed), cancellation);
        float[] parameters = trainer.Average.ToArray();
        finish(parameters);
        new Model(task, graph, parameters, Card(data, options, end)).Save(output);
        Console.Error.WriteLine($"wrote {output}");
        if (parse.GetValue(_json))
        {
            WriteJson(task, output, graph, specification, end, watch.Elapsed);
        }

        return end.Margin >= options.Margin ? ExitCode.Done : ExitCode.Unsolved;
    }

    private LocalTrainingOptions Read(ParseResult parse) => defaults with
    {
        Seed = parse.GetValue(_seed),
        Updates = parse.GetValue(_updates),
        BatchSize = parse.GetValue(_batch),
        ExamineEvery = parse.GetValue(_every),
        LearningRate = parse.GetValue(_rate),
        Margin = parse.GetValue(_margin),
        Threads = parse.GetValue(_threads),
    };

    private static void Report(LocalProgress progress, TimeSpan elapsed) => Console.Error.WriteLine(
        $"update {progress.Update}  loss {progress.Loss:f4}  wrong {progress.Wrong:n0}  short of the margin {progress.Unsure:n0}  {elapsed:mm\\:ss}");

    private static Dictionary<string, string> Card(string data, LocalTrainingOptions options, LocalProgress end) => new()
    {
        ["data"] = data + ", and its counterexamples",
        ["seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
        ["options"] = (options with { Threads = 0 }).ToString(),
        ["updates"] = end.Update.ToString(CultureInfo.InvariantCulture),
        ["wrong"] = end.Wrong.ToString(CultureInfo.InvariantCulture),
    };

    private static void WriteJson(
        string task, string output, RuleGraph graph, ILocalSpecification specification, LocalProgress end, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", task);
        json.WriteString("model", output);
        json.WriteNumber("parameters", graph.ParameterCount);
        json.WriteNumber("points", specification.Shape.Size);
        json.WriteNumber("updates", end.Update);
        json.WriteNumber("loss", end.Loss);
        json.WriteNumber("wrong", end.Wrong);
        json.WriteNumber("margin", end.Margin);
        json.WriteNumber("seconds", elapsed.TotalSeconds);
    });
}
