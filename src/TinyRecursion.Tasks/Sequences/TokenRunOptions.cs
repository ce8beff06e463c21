namespace TinyRecursion.Tasks.Sequences;

/// <summary>How long and from how many starts a model runs on a token sequence.</summary>
internal sealed record TokenRunOptions
{
    /// <summary>Most supervision steps of a run, at least one; the published evaluation always takes 16.</summary>
    public int MaximumSteps { get; init; } = 16;

    /// <summary>Whether to end as soon as the halting head holds the answer to be right. The published code never does.</summary>
    public bool Adaptive { get; init; }

    /// <summary>Starts: the first is the model's own, further ones are random.</summary>
    public int Starts { get; init; } = 1;

    /// <summary>Seed of the random starts.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Starts at once; changes the speed, never the answer.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether the task's checker accepts an answer, which ends the starts; null for no such check. May be called from several threads.</summary>
    public Func<int[], bool>? Accept { get; init; }

    /// <summary>Whether a run ends as soon as <see cref="Accept"/> holds, instead of being looked at when it has ended.</summary>
    public bool StopWhenAccepted { get; init; } = true;
}
