using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>Says whether a board has no, one or several solutions, by complete search with a limit on its effort.</summary>
internal static class SudokuSolutionCount
{
    /// <summary>0, 1, or 2 for several; null where the search gave up.</summary>
    public static int? Of(SudokuBoard board) => SudokuSolver.CountSolutions(board, limit: 2);
}
