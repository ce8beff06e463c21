using TinyRecursion.Learning;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary>The options of training as settings, with a method's own defaults.</summary>
internal sealed class TrainingSettings
{
    private enum OptimiserName
    {
        Muon,
        AdamW,
        AdamAtan2,
    }

    private readonly TrainingOptions _defaults;
    private readonly Setting<int> _updates;
    private readonly Setting<int> _batch;
    private readonly Setting<int> _steps;
    private readonly Setting<int> _losses;
    private readonly Setting<int> _segments;
    private readonly Setting<float> _noise;
    private readonly Setting<OptimiserName> _optimiser;
    private readonly Setting<int> _warmUp;
    private readonly Setting<float> _rate;
    private readonly Setting<float> _decay;
    private readonly Setting<float> _weightDecay;
    private readonly Setting<float> _average;
    private readonly Setting<ulong> _seed = Setting.Seed(1, "Seed of everything random.");

    /// <summary>Makes the settings.</summary>
    /// <param name="defaults">What is not given is as here.</param>
    public TrainingSettings(TrainingOptions defaults)
    {
        _defaults = defaults;
        var loop = (LoopSupervisionOptions)defaults.Supervision;
        _updates = Setting.Whole("updates", defaults.Updates, 1, int.MaxValue, "Updates in all.");
        _batch = Setting.Whole("batch", defaults.BatchSize, 1, 1 << 16, "Examples carried side by side.");
        _steps = Setting.Whole("steps", loop.Steps, 1, 1 << 14, "Steps of a segment; the gradient runs through all.");
        _losses = Setting.Whole("losses", loop.Losses, 1, 1 << 14, "Losses within a segment, evenly spaced, at most as many as steps.");
        _segments = Setting.Whole("segments", loop.SegmentsPerExample, 1, int.MaxValue, "Segments after which an example is given up.");
        _noise = Setting.Real("noise", loop.StateNoise, 0f, 10f, "Standard deviation of what is added to every entry of the state before each step.");
        string own = defaults.Optimiser.Name;
        (OptimiserName, string, string)[] names = [(OptimiserName.Muon, "muon", ""), (OptimiserName.AdamW, "adamw", ""), (OptimiserName.AdamAtan2, "adam_atan2", "")];
        _optimiser = Setting.Choice("optimiser", "The optimiser.", [.. names.OrderByDescending(name => name.Item2 == own)]);
        _warmUp = Setting.Whole("warm-up", defaults.LearningRate.WarmUp, 1, int.MaxValue, "Updates of warm-up.");
        _rate = Setting.Real("learning-rate", defaults.LearningRate.Peak, 1e-9f, 10f, "Peak learning rate.");
        _decay = Setting.Real("decay", defaults.LearningRate.DecayShare, 0f, 1f, "Share of all updates over which the learning rate falls at the end.");
        _weightDecay = Setting.Real("weight-decay", defaults.Optimiser.WeightDecay, 0f, 10f, "Weight decay, relative to the learning rate; more where examples are few.");
        _average = Setting.Real("average", defaults.AverageDecay, 0f, 0.999999f, "Decay of the average of the parameters (EMA).");
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Setting> All => [_updates, _batch, _steps, _losses, _segments, _noise, _optimiser, _warmUp, _rate, _decay, _weightDecay, _average, _seed];

    /// <summary>The options that settings ask for.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="plan">The options of the plan, in which a task may have changed its defaults.</param>
    /// <param name="threads">Threads.</param>
    /// <exception cref="SettingException">There are more losses than steps.</exception>
    public TrainingOptions Apply(Settings settings, TrainingOptions plan, int threads)
    {
        var loop = (LoopSupervisionOptions)plan.Supervision;
        int steps = settings.Has(_steps) ? settings.Get(_steps) : loop.Steps;
        int losses = settings.Has(_losses) ? settings.Get(_losses) : Math.Min(loop.Losses, steps);
        return plan with
        {
            Seed = settings.Get(_seed),
            Updates = settings.Get(_updates),
            BatchSize = settings.Get(_batch),
            Supervision = loop with
            {
                Steps = steps,
                Losses = losses <= steps ? losses : throw new SettingException("--losses must be at most --steps"),
                SegmentsPerExample = settings.Get(_segments),
                StateNoise = settings.Get(_noise),
            },
            Optimiser = Optimiser(settings),
            LearningRate = plan.LearningRate with { Peak = settings.Get(_rate), WarmUp = settings.Get(_warmUp), DecayShare = settings.Get(_decay) },
            AverageDecay = settings.Get(_average),
            Threads = threads,
        };
    }

    private OptimiserOptions Optimiser(Settings settings)
    {
        float decay = settings.Get(_weightDecay);
        OptimiserOptions chosen = settings.Get(_optimiser) switch
        {
            OptimiserName.Muon => new MuonOptions(),
            OptimiserName.AdamW => new AdamWOptions(),
            _ => new AdamAtan2Options(),
        };
        return (chosen.Name == _defaults.Optimiser.Name ? _defaults.Optimiser : chosen) with { WeightDecay = decay };
    }
}
