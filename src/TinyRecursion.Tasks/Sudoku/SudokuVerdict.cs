namespace TinyRecursion.Tasks.Sudoku;

/// <summary>What the checker says of an answer.</summary>
/// <param name="Conflicts">Everything that is wrong; empty for a solution.</param>
public sealed record SudokuVerdict(IReadOnlyList<SudokuConflict> Conflicts)
{
    /// <summary>Whether the answer is a solution.</summary>
    public bool IsSolved => Conflicts.Count == 0;
}
