using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Training;

/// <summary>One training run: resumes, trains, validates, reports, and writes the model.</summary>
/// <param name="graph">The rule.</param>
/// <param name="start">The parameters to start from, or null to draw them.</param>
/// <param name="options">The options.</param>
/// <param name="source">Where examples come from.</param>
/// <param name="goal">What is validated and written.</param>
/// <param name="folder">Folder of the checkpoint, the metrics and their picture.</param>
/// <param name="output">Model file to write at the end.</param>
/// <param name="every">Updates between validations and checkpoints.</param>
internal sealed class TrainingRun(
    RuleGraph graph, float[]? start, TrainingOptions options, ITrainingSource source, ITrainingGoal goal,
    string folder, string output, int every)
{
    private const int ReportEvery = 100;

    private double? _validated;
    private TrainingProgress _last;

    /// <summary>Runs as a command line asks, and writes what it came to where <c>--json</c> is given.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="start">The parameters to start from, or null to draw them.</param>
    /// <param name="options">The options.</param>
    /// <param name="source">Where examples come from.</param>
    /// <param name="goal">What is validated and written.</param>
    /// <param name="set">The options of the command.</param>
    /// <param name="parse">The command line.</param>
    /// <param name="cancellation">Ends the run; its last checkpoint stands.</param>
    public static void Run(
        RuleGraph graph, float[]? start, TrainingOptions options, ITrainingSource source, ITrainingGoal goal,
        TrainingOptionSet set, ParseResult parse, CancellationToken cancellation)
    {
        var run = new TrainingRun(
            graph, start, options, source, goal,
            parse.GetValue(set.Folder)!, parse.GetValue(set.Output)!, parse.GetValue(set.Every));
        run.Run(cancellation);
        if (parse.GetValue(set.Json))
        {
            run.WriteJson();
        }
    }

    /// <summary>Runs to the end and writes the model, or until cancelled; either way the last checkpoint stands.</summary>
    public void Run(CancellationToken cancellation)
    {
        OutputFile.Prepare(output);
        (float[] parameters, Dictionary<string, string> card) = Train(cancellation);
        goal.Export(parameters, card).Save(output);
        Console.Error.WriteLine($"wrote {output}");
    }

    /// <summary>Runs to the end, or until cancelled; either way the last checkpoint stands.</summary>
    /// <returns>What the run came to, and where it comes from.</returns>
    public (float[] Parameters, Dictionary<string, string> Card) Train(CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string checkpoint = Path.Combine(folder, "checkpoint.safetensors");
        using var trainer = new Trainer(graph, source, options, start);
        if (File.Exists(checkpoint))
        {
            TrainingCheckpoint.Load(trainer, checkpoint);
            Console.Error.WriteLine($"resumed {checkpoint} at update {trainer.Updates}");
        }

        Console.Error.WriteLine(
            $"{graph.ParameterCount:n0} parameters, {trainer.Source.Identity}, {options.Threads} threads");
        using var metrics = new MetricsFile(Path.Combine(folder, "metrics.jsonl"), trainer.Updates);
        var means = new ProgressMeans();
        var watch = Stopwatch.StartNew();
        int resumed = trainer.Updates;
        while (trainer.Updates < options.Updates)
        {
            _last = trainer.Step(cancellation);
            means.Add(_last);
            bool rest = trainer.Updates % every == 0 || trainer.Updates == options.Updates;
            if (rest)
            {
                _validated = goal.Validate(trainer.Result, options.Threads, cancellation);
            }

            if (rest || trainer.Updates % ReportEvery == 0)
            {
                double speed = (trainer.Updates - resumed) / watch.Elapsed.TotalSeconds;
                Report(means, speed);
                metrics.Write(means, speed * options.BatchSize, rest ? _validated : null);
                means.Clear();
            }

            if (rest)
            {
                TrainingCheckpoint.Save(trainer, checkpoint);
                TrainingChart.Write(metrics.Path, Path.Combine(folder, "progress.svg"));
            }
        }

        // No times and no machine in here: the same run gives the same bytes.
        return (trainer.Result, new Dictionary<string, string>
        {
            ["data"] = trainer.Source.Identity,
            ["start"] = trainer.StartDigest,
            ["options"] = (options with { Threads = 0 }).ToString(),
        });
    }

    /// <summary>Writes what the run came to as one JSON object.</summary>
    public void WriteJson() => JsonOutput.Write(json =>
    {
        json.WriteString("task", goal.Task);
        json.WriteString("model", output);
        json.WriteNumber("parameters", graph.ParameterCount);
        json.WriteNumber("updates", options.Updates);
        json.WriteNumber("loss", _last.Loss);
        if (_validated is { } solved)
        {
            json.WriteNumber("validationSolved", solved);
        }
    });

    private void Report(ProgressMeans means, double updatesPerSecond)
    {
        TimeSpan left = TimeSpan.FromSeconds((options.Updates - _last.Update) / Math.Max(updatesPerSecond, 1e-9));
        string line = $"{_last.Update}/{options.Updates}  loss {means.Loss:f4}  cells right {means.Accuracy:p1}  solved {means.Solved:p1}"
            + $"  help {_last.Help:f1}  {updatesPerSecond * options.BatchSize:f0} segments/s"
            + (_validated is { } solved ? $"  validation {solved:p1}" : string.Empty)
            + $"  left {(int)left.TotalHours}:{left:mm\\:ss}";
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(line);
        }
        else
        {
            Console.Error.Write("\r" + line.PadRight(Math.Max(line.Length, 120)));
        }
    }
}
