namespace TinyRecursion.Tasks.Maze;

/// <summary>How long and how often a rule is run on a maze.</summary>
public sealed record MazeRunOptions
{
    /// <summary>Most steps of one run, at least one; null for what <see cref="IMazeRunner.DefaultSteps"/> says.</summary>
    public int? MaximumSteps { get; init; }

    /// <summary>Whether a run ends as soon as the checker accepts what is read out, or the state stands still.</summary>
    public bool StopWhenRight { get; init; } = true;

    /// <summary>Whether a run ends as soon as the model's halting head holds the answer to be right; never without one.</summary>
    public bool StopWhenConfident { get; init; }

    /// <summary>
    /// Independent starts, at least one: the first from zeros, the others from random states. The first whose answer the
    /// checker accepts wins. Kinds of models that always take the same steps use one.
    /// </summary>
    public int Starts { get; init; } = 1;

    /// <summary>Seed of the random states.</summary>
    public ulong Seed { get; init; } = 1;
}
