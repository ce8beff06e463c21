namespace TinyRecursion.Tasks.Sudoku;

/// <summary>A board to solve, as read from a file or generated.</summary>
/// <param name="Board">The clues.</param>
/// <param name="Solution">The solution, where it is known.</param>
/// <param name="Line">The line it stood on, from 1; 0 where it came from no file.</param>
public sealed record SudokuPuzzle(SudokuBoard Board, SudokuBoard? Solution, int Line) : IInstance;
