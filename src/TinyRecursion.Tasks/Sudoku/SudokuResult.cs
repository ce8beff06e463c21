using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>What a run made of a board.</summary>
/// <param name="Puzzle">The clues.</param>
/// <param name="Answer">The board read out at the end; a solution only if <paramref name="Verdict"/> says so.</param>
/// <param name="Verdict">What the checker says of it.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Steps">Steps of the last run, 0 where singles settled the board; of a search the nodes.</param>
/// <param name="TotalSteps">Steps of everything that was run.</param>
/// <param name="Restart">The start it ended from, 0 for the first.</param>
public sealed record SudokuResult(
    SudokuBoard Puzzle, SudokuBoard Answer, SudokuVerdict Verdict, HaltReason Reason, int Steps, long TotalSteps, int Restart)
{
    /// <summary>Whether the checker accepts the answer.</summary>
    public bool IsSolved => Verdict.IsSolved;

    /// <summary>Whether it is proved that the board has no solution.</summary>
    public bool IsRefuted => Reason == HaltReason.Refuted;

    /// <summary>How the search ended, where there was one.</summary>
    public SearchOutcome<SudokuBoard>? Search { get; init; }

    /// <summary>
    /// Solutions that are known: 0 or 1 where that is proved, 2 for several; null where it is not known.
    /// </summary>
    public int? Solutions => IsRefuted ? 0
        : Search is { } search && (search.IsExhausted || search.Answers.Count > 1) ? search.Answers.Count
        : null;
}
