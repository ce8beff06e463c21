namespace TinyRecursion.Tasks.Sudoku;

/// <summary>What a rule made of a board.</summary>
/// <param name="Puzzle">The clues.</param>
/// <param name="Answer">The board read out at the end; a solution only if <paramref name="Verdict"/> says so.</param>
/// <param name="Verdict">What the checker says of it.</param>
/// <param name="Steps">Steps of the last run, 0 where singles settled the board.</param>
/// <param name="TotalSteps">Steps of all runs together.</param>
/// <param name="Restart">The start it ended from, 0 for the first.</param>
/// <param name="Contradiction">Whether singles alone show that the board has no solution.</param>
public sealed record SudokuResult(
    SudokuBoard Puzzle, SudokuBoard Answer, SudokuVerdict Verdict, int Steps, long TotalSteps, int Restart, bool Contradiction)
{
    /// <summary>Whether the checker accepts the answer.</summary>
    public bool IsSolved => Verdict.IsSolved;
}
