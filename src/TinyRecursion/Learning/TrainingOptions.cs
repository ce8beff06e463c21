namespace TinyRecursion.Learning;

/// <summary>Everything that a training run depends on besides the rule and the data.</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of the initial weights, examples and starting states.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Updates in all.</summary>
    public int Updates { get; init; } = 20000;

    /// <summary>Examples carried side by side.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>What a segment is and when an example is over.</summary>
    public SupervisionOptions Supervision { get; init; } = new LoopSupervisionOptions();

    /// <summary>The curriculum's first level of hints.</summary>
    public float InitialHint { get; init; } = 15f;

    /// <summary>The optimiser.</summary>
    public OptimiserOptions Optimiser { get; init; } = new MuonOptions();

    /// <summary>The learning rate.</summary>
    public LearningRateOptions LearningRate { get; init; } = new();

    /// <summary>A table that is trained by sign descent; null for none.</summary>
    internal SparseTableOptions? SparseTable { get; init; }

    /// <summary>Largest norm of the gradient; longer ones are scaled down.</summary>
    public float ClipNorm { get; init; } = 1f;

    /// <summary>Decay of the average of the parameters (EMA), in [0, 1).</summary>
    public float AverageDecay { get; init; } = 0.998f;

    /// <summary>Threads; changes the speed, never the result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
