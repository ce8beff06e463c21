namespace TinyRecursion.Tasks.Sequences;

/// <summary>How long a model runs on a token sequence.</summary>
public sealed record SequenceRunOptions
{
    /// <summary>Most supervision steps, at least one; the published evaluation always takes 16.</summary>
    public int MaximumSteps { get; init; } = 16;

    /// <summary>Whether to end as soon as the halting head holds the answer to be right. The published code never does.</summary>
    public bool Adaptive { get; init; }

    /// <summary>Seed of a random starting state; null for the model's own start.</summary>
    public ulong? RandomStart { get; init; }

    /// <summary>Whether an answer is accepted by the task's checker, which ends the run; null for no such check.</summary>
    public Func<int[], bool>? Accept { get; init; }

    /// <summary>Receives the step and the tokens after it, or null.</summary>
    public Action<int, int[]>? OnStep { get; init; }
}
