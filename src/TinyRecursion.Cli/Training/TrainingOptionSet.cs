using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Training.Optimisation;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Training;

/// <summary>The options that every <c>trm train TASK</c> shares.</summary>
internal sealed class TrainingOptionSet
{
    private readonly TrainingOptions _defaults;

    /// <summary>Creates the options.</summary>
    /// <param name="task">The task, which names the default folder.</param>
    /// <param name="defaults">What is not given is as here.</param>
    public TrainingOptionSet(string task, TrainingOptions defaults)
    {
        _defaults = defaults;
        Folder = new Option<string>("--run")
        {
            Description = "Folder of the run: checkpoint and metrics. A checkpoint found there is resumed.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("runs", task),
        };
        Updates = RunOptions.Positive("--updates", defaults.Updates, "Updates in all.");
        Batch = RunOptions.Positive("--batch", defaults.BatchSize, "Examples carried side by side.");
        Steps = RunOptions.Positive("--steps", defaults.StepsPerSegment, "Steps of a segment; the gradient runs through all.");
        Losses = RunOptions.Positive("--losses", defaults.LossesPerSegment, "Losses within a segment, evenly spaced, at most as many as steps.");
        Segments = RunOptions.Positive("--segments", defaults.SegmentsPerExample, "Segments after which an example is given up.");
        Optimiser = new Option<OptimiserKind>("--optimiser") { Description = "How the parameters move.", DefaultValueFactory = _ => defaults.Optimiser };
        WarmUp = RunOptions.Positive("--warm-up", defaults.WarmUp, "Updates of warm-up.");
        Rate = NumberOption.Create("--learning-rate", defaults.LearningRate, 1e-9f, 10f, "Peak learning rate.");
        Decay = NumberOption.Create("--decay", defaults.DecayShare, 0f, 1f, "Share of all updates over which the learning rate falls at the end.");
        WeightDecay = NumberOption.Create(
            "--weight-decay", defaults.WeightDecay, 0f, 10f, "Weight decay, relative to the learning rate; more where examples are few.");
        Average = NumberOption.Create("--average", defaults.AverageDecay, 0f, 0.999999f, "Decay of the average of the parameters (EMA).");
        Threads = RunOptions.Positive("--threads", defaults.Threads, "Threads; changes the speed, never the result.");
    }

    /// <summary>Model file to write.</summary>
    public Option<string> Output { get; } = new("--out") { Description = "Model file to write at the end.", HelpName = "FILE", Required = true };

    /// <summary>Folder of the run.</summary>
    public Option<string> Folder { get; }

    /// <summary>Updates between validations.</summary>
    public Option<int> Every { get; } = RunOptions.Positive("--every", 1000, "Updates between validations and checkpoints.");

    /// <summary>Machine-readable output.</summary>
    public Option<bool> Json { get; } = RunOptions.JsonSwitch();

    private Option<int> Updates { get; }

    private Option<int> Batch { get; }

    private Option<int> Steps { get; }

    private Option<int> Losses { get; }

    private Option<int> Segments { get; }

    private Option<OptimiserKind> Optimiser { get; }

    private Option<int> WarmUp { get; }

    private Option<float> Rate { get; }

    private Option<float> Decay { get; }

    private Option<float> WeightDecay { get; }

    private Option<float> Average { get; }

    private Option<ulong> Seed { get; } = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1, HelpName = "N" };

    private Option<int> Threads { get; }

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[
            Output, Folder, Updates, Batch, Steps, Losses, Segments, Optimiser, WarmUp, Rate, Decay, WeightDecay, Average, Seed, Threads, Every, Json])
        {
            command.Add(option);
        }
    }

    /// <summary>What a command line asks for.</summary>
    /// <exception cref="InputException">There are more losses than steps.</exception>
    public TrainingOptions Read(ParseResult parse) => _defaults with
    {
        Seed = parse.GetValue(Seed),
        Updates = parse.GetValue(Updates),
        BatchSize = parse.GetValue(Batch),
        StepsPerSegment = parse.GetValue(Steps),
        LossesPerSegment = parse.GetValue(Losses) <= parse.GetValue(Steps)
            ? parse.GetValue(Losses)
            : throw new InputException("--losses must be at most --steps"),
        Optimiser = parse.GetValue(Optimiser),
        SegmentsPerExample = parse.GetValue(Segments),
        WarmUp = parse.GetValue(WarmUp),
        LearningRate = parse.GetValue(Rate),
        DecayShare = parse.GetValue(Decay),
        WeightDecay = parse.GetValue(WeightDecay),
        AverageDecay = parse.GetValue(Average),
        Threads = parse.GetValue(Threads),
    };
}
