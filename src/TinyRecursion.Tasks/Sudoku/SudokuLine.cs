namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Parses one line of a Sudoku file.</summary>
public static class SudokuLine
{
    /// <summary>Parses a puzzle and, where the line has one, its solution.</summary>
    /// <remarks>Spaces part columns; so does a comma, a semicolon or a tab, between two of which a column is empty.</remarks>
    /// <param name="text">The line; spaces around it do not matter.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="line">The line's number for errors, from 1.</param>
    /// <exception cref="InstanceFormatException">
    /// Wrong length, an illegal character, or a solution that is not one. Clues in conflict are a puzzle without a solution.
    /// </exception>
    public static SudokuPuzzle Parse(string text, string source = "input", int line = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text, source, line, SudokuColumns.Default);
    }

    /// <summary>Parses the columns of a line that a header names.</summary>
    internal static SudokuPuzzle Parse(string text, string source, int line, SudokuColumns columns)
    {
        (int first, int end) = columns.Find(text, columns.Puzzle);
        SudokuBoard board = ParseBoard(text, first, end, "puzzle", source, line);
        (int start, int next) = columns.Solution < 0 ? (0, 0) : columns.Find(text, columns.Solution);
        if (next == start)
        {
            return new SudokuPuzzle(board, null, line);
        }

        SudokuBoard solution = ParseBoard(text, start, next, "solution", source, line);
        if (solution.BoxSize != board.BoxSize)
        {
            throw new InstanceFormatException(
                source, line, $"column {start + 1}", $"the solution has {solution.CellCount} cells, the puzzle {board.CellCount}");
        }

        SudokuVerdict verdict = SudokuChecker.Check(board, solution);
        return verdict.IsSolved
            ? new SudokuPuzzle(board, solution, line)
            : throw new InstanceFormatException(
                source, line, $"column {ColumnOf(verdict.Conflicts[0], start)}", $"the solution is wrong: {verdict.Conflicts[0]}");
    }

    private static SudokuBoard ParseBoard(string text, int start, int end, string what, string source, int line)
    {
        int length = end - start;
        int boxSize = SudokuBoard.BoxSizeOf(length);
        if (boxSize == 0)
        {
            throw new InstanceFormatException(
                source, line, $"column {start + 1}", $"the {what} has {length} characters, expected 16, 81, 256 or 625");
        }

        Span<byte> digits = stackalloc byte[length];
        for (int i = 0; i < length; i++)
        {
            int digit = SudokuBoard.Digit(text[start + i]);
            if (digit < 0 || digit > boxSize * boxSize)
            {
                throw new InstanceFormatException(
                source, line, $"column {start + i + 1}", $"illegal character {Printable(text[start + i])} in the {what}");
            }

            digits[i] = (byte)digit;
        }

        return new SudokuBoard(boxSize, digits);
    }

    /// <summary>Where a conflict shows when reading from the left: at the last of its cells.</summary>
    private static int ColumnOf(SudokuConflict conflict, int start) => start + conflict.Cells[^1] + 1;

    private static string Printable(char symbol) =>
        char.IsLetterOrDigit(symbol) || char.IsPunctuation(symbol) || char.IsSymbol(symbol)
            ? $"'{symbol}'"
            : $"U+{(int)symbol:X4}";
}
