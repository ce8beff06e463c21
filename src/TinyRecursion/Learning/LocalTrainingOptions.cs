namespace TinyRecursion.Learning;

/// <summary>Everything that the training of a local rule depends on besides the rule and its specification.</summary>
internal sealed record LocalTrainingOptions
{
    /// <summary>Seed of the initial weights and of the points.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The most updates.</summary>
    public int Updates { get; init; } = 20000;

    /// <summary>Points of an update.</summary>
    public int BatchSize { get; init; } = 1024;

    /// <summary>Peak learning rate.</summary>
    public float LearningRate { get; init; } = 1e-2f;

    /// <summary>Updates of warm-up.</summary>
    public int WarmUp { get; init; } = 100;

    /// <summary>Largest norm of the gradient; longer ones are scaled down.</summary>
    public float ClipNorm { get; init; } = 1f;

    /// <summary>Decay of the average of the parameters, which is what is examined and shipped.</summary>
    public float AverageDecay { get; init; } = 0.99f;

    /// <summary>Updates between examinations of the whole domain.</summary>
    public int ExamineEvery { get; init; } = 250;

    /// <summary>How far the right symbol must be ahead of every other before the snap, at every point, for training to end.</summary>
    public float Margin { get; init; } = 1f;

    /// <summary>Share of an update's points that are drawn from those that the last examination found short of the margin.</summary>
    public float HardShare { get; init; } = 0.5f;

    /// <summary>Threads; changes the speed, never the result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
