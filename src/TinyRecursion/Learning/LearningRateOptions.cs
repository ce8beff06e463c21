namespace TinyRecursion.Learning;

/// <summary>The learning rate over a run: a linear warm-up to the peak, and a fall along a cosine at the end.</summary>
public sealed record LearningRateOptions
{
    /// <summary>Peak learning rate, above zero.</summary>
    public float Peak { get; init; } = 2e-3f;

    /// <summary>Updates of warm-up.</summary>
    public int WarmUp { get; init; } = 200;

    /// <summary>Share of all updates over which the learning rate falls at the end, in [0, 1].</summary>
    public float DecayShare { get; init; } = 1f;

    /// <summary>The last learning rate as a share of the peak.</summary>
    public float Floor { get; init; } = 0.02f;
}
