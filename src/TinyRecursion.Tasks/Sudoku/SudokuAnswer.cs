using System.Globalization;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>What was made of a board.</summary>
/// <param name="Puzzle">The board.</param>
/// <param name="Result">The run.</param>
public sealed record SudokuAnswer(SudokuPuzzle Puzzle, SudokuResult Result)
{
    /// <summary>Time it took, where that was measured.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether the checker accepts the answer.</summary>
    public bool IsSolved => Result.IsSolved;

    /// <summary>Whether a search ended at a limit before the board was settled.</summary>
    public bool GaveUp => Result.Search is { Answer: null, IsExhausted: false };

    /// <summary>What a person should know besides the answer: a board without a solution, or with several. Found by search in any case.</summary>
    public string Note() => (Result.Solutions ?? Solutions()) switch
    {
        0 => "the board has no solution",
        > 1 => "the board has several solutions",
        null => IsSolved ? "not known whether it is the only solution" : "not known whether there is a solution",
        _ => string.Empty,
    };

    /// <summary>Why there is no solution to show, in a few words.</summary>
    public string Failure() => Result switch
    {
        { Search: { } search } when GaveUp => string.Create(
            CultureInfo.InvariantCulture,
            $"gave up at the limit on {LimitName(search.Limit)} after {search.Nodes} nodes, {search.Depth} deep, {search.OpenNodes} open"),
        { Search: { } search } => $"refuted by search in {search.Nodes} nodes",
        { IsRefuted: true } => "singles contradict each other",
        _ => string.Join("; ", Result.Verdict.Conflicts.Take(4)),
    };

    /// <summary>All of it in one line: the solution and its cost, or <c>unsolved</c>, the puzzle's line and why; then the note.</summary>
    public override string ToString()
    {
        string note = Note() is { Length: > 0 } text ? $"  # {text}" : string.Empty;
        string steps = Result.Search is { } search ? $"{search.Nodes} nodes" : $"{Result.Steps} steps";
        return IsSolved ? $"{Result.Answer}  {steps}{note}" : $"unsolved line {Puzzle.Line}: {Failure()}{note}";
    }

    // Beside a rule's answer; the rule is not helped by it.
    private int? Solutions()
    {
        if (Result.Search is not null)
        {
            return null;
        }

        using SudokuRunner search = SudokuRunner.Search();
        return search.Run(Puzzle.Board, new SudokuRunOptions()).Solutions;
    }

    private static string LimitName(HaltReason limit) => limit switch
    {
        HaltReason.TimeLimit => "time",
        HaltReason.MemoryLimit => "memory",
        _ => "nodes",
    };
}
