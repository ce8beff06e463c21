namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Receives the board that a rule reads out after a step.</summary>
/// <param name="step">The step, from 1.</param>
/// <param name="digits">The board row by row; valid during the call only.</param>
public delegate void SudokuStepHandler(int step, ReadOnlySpan<byte> digits);
