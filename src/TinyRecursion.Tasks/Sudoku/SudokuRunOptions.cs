namespace TinyRecursion.Tasks.Sudoku;

/// <summary>How long and how often a rule is run on a board.</summary>
public sealed record SudokuRunOptions
{
    /// <summary>Most steps of one run, at least one.</summary>
    public int MaximumSteps { get; init; } = 4096;

    /// <summary>Independent starts from seeded random states.</summary>
    public int Starts { get; init; } = 1;

    /// <summary>Starts run at once, at least one; changes the speed, never the result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Seed of the random starting states.</summary>
    public ulong Seed { get; init; } = 1;
}
