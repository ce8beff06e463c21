namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Parses one line of a Sudoku file.</summary>
public static class SudokuLine
{
    /// <summary>Parses a puzzle and, where the line has one, its solution.</summary>
    /// <param name="text">The line.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="line">The line's number for errors, from 1.</param>
    /// <exception cref="SudokuFormatException">
    /// Wrong length, an illegal character, clues in conflict, or a solution that is not one.
    /// </exception>
    public static SudokuPuzzle Parse(string text, string source = "input", int line = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        int end = EndOfField(text, 0);
        SudokuBoard board = ParseBoard(text, 0, end, "puzzle", source, line);
        SudokuVerdict clues = SudokuChecker.CheckClues(board);
        if (clues.Conflicts.Count > 0)
        {
            throw new SudokuFormatException(source, line, $"clues in conflict: {clues.Conflicts[0]}");
        }

        int start = end;
        while (start < text.Length && IsSeparator(text[start]))
        {
            start++;
        }

        int next = EndOfField(text, start);
        if (next == start)
        {
            return new SudokuPuzzle(board, null, line);
        }

        SudokuBoard solution = ParseBoard(text, start, next, "solution", source, line);
        if (solution.BoxSize != board.BoxSize)
        {
            throw new SudokuFormatException(
                source, line, $"column {start + 1}: the solution has {solution.CellCount} cells, the puzzle {board.CellCount}");
        }

        SudokuVerdict verdict = SudokuChecker.Check(board, solution);
        return verdict.IsSolved
            ? new SudokuPuzzle(board, solution, line)
            : throw new SudokuFormatException(source, line, $"column {start + 1}: the solution is wrong: {verdict.Conflicts[0]}");
    }

    private static SudokuBoard ParseBoard(string text, int start, int end, string what, string source, int line)
    {
        int length = end - start;
        int boxSize = SudokuBoard.BoxSizeOf(length);
        if (boxSize == 0)
        {
            throw new SudokuFormatException(
                source, line, $"column {start + 1}: the {what} has {length} characters, expected 16, 81, 256 or 625");
        }

        Span<byte> digits = stackalloc byte[length];
        for (int i = 0; i < length; i++)
        {
            int digit = SudokuBoard.Digit(text[start + i]);
            if (digit < 0 || digit > boxSize * boxSize)
            {
                throw new SudokuFormatException(
                    source, line, $"column {start + i + 1}: illegal character {Printable(text[start + i])} in the {what}");
            }

            digits[i] = (byte)digit;
        }

        return new SudokuBoard(boxSize, digits);
    }

    private static string Printable(char symbol) =>
        char.IsControl(symbol) || char.IsSurrogate(symbol) ? $"U+{(int)symbol:X4}" : $"'{symbol}'";

    private static int EndOfField(string text, int start)
    {
        int end = start;
        while (end < text.Length && !IsSeparator(text[end]))
        {
            end++;
        }

        return end;
    }

    private static bool IsSeparator(char symbol) => symbol is ' ' or '\t' or ',' or ';';
}
