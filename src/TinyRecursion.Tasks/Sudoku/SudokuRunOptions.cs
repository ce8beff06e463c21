using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>How long and how often a rule is run on a board, and how far a search goes.</summary>
public sealed record SudokuRunOptions
{
    /// <summary>Most steps of one run, at least one.</summary>
    public int MaximumSteps { get; init; } = 4096;

    /// <summary>Whether a run ends as soon as the checker accepts what is read out.</summary>
    public bool StopWhenSolved { get; init; } = true;

    /// <summary>Whether a run ends as soon as the model's halting head holds the answer to be right; never without one.</summary>
    public bool StopWhenConfident { get; init; }

    /// <summary>Independent starts from seeded random states.</summary>
    public int Starts { get; init; } = 1;

    /// <summary>Starts run at once, at least one; changes the speed, never the result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Seed of the random starting states.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>When a search gives up; it has no steps, starts or states.</summary>
    public SearchLimits Limits { get; init; } = new() { Nodes = SudokuGrading.DefaultMaximumGuesses };
}
