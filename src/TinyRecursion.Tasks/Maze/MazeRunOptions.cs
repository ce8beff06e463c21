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
    /// Starts, at least one. A rule over the grid sees the maze as it is at first and then turned and mirrored, in at most
    /// eight ways, as long as <see cref="StopWhenRight"/> asks the checker; a tiny recursive model over token sequences
    /// starts from random states after the first. The first start whose answer the checker accepts wins. A finite machine uses
    /// one.
    /// </summary>
    public int Starts { get; init; } = 1;

    /// <summary>Seed of the random states.</summary>
    public ulong Seed { get; init; } = 1;
}
