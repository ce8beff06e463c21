namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Parses one line of a Sudoku file.</summary>
public static class SudokuLine
{
    /// <summary>Parses a puzzle and, where the line has one, its solution.</summary>
    /// <remarks>Spaces part columns; so does a comma, a semicolon or a tab, between two of which a column is empty. Clues may contradict each other.</remarks>
    /// <param name="text">The line; spaces around it do not matter.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="line">The line's number for errors, from 1.</param>
    /// <exception cref="InstanceFormatException">Wrong length, an illegal character, two signs for one meaning, or a solution that is not one.</exception>
    public static SudokuPuzzle Parse(string text, string source = "input", int line = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = 0;
        return Parse(Column(text, ref at), Column(text, ref at), source, line);
    }

    /// <summary>Parses a puzzle and its solution, which may be empty, each with the column at which it begins.</summary>
    internal static SudokuPuzzle Parse((string Text, int Column) puzzle, (string Text, int Column) solution, string source, int line)
    {
        SudokuBoard board = Board(puzzle, "puzzle", source, line);
        if (solution.Text.Length == 0)
        {
            return new SudokuPuzzle(board, null, line);
        }

        SudokuBoard solved = Board(solution, "solution", source, line);
        if (solved.Side != board.Side)
        {
            throw new InstanceFormatException(
                source, line, $"column {solution.Column}", $"the solution has {solved.CellCount} cells, the puzzle {board.CellCount}");
        }

        SudokuVerdict verdict = SudokuChecker.Check(board, solved);
        return verdict.IsSolved
            ? new SudokuPuzzle(board, solved, line)
            // Where it shows when reading from the left: at the last of its cells.
            : throw new InstanceFormatException(
                source, line, $"column {solution.Column + verdict.Conflicts[0].Cells[^1]}", $"the solution is wrong: {verdict.Conflicts[0]}");
    }

    private static SudokuBoard Board((string Text, int Column) text, string what, string source, int line)
    {
        int side = SudokuBoard.SideOf(text.Text.Length);
        if (side == 0)
        {
            throw new InstanceFormatException(
                source, line, $"column {text.Column}", $"the {what} has {text.Text.Length} characters, expected 16, 36, 81, 256 or 625");
        }

        var cells = new SudokuCells(side, what, source);
        for (int i = 0; i < text.Text.Length; i++)
        {
            cells.Add(text.Text[i], line, text.Column + i);
        }

        return cells.Board;
    }

    private static (string Text, int Column) Column(string text, ref int at)
    {
        SkipSpaces(text, ref at);
        int start = at, end = text.AsSpan(at).IndexOfAny(" ,;\t");
        at = end < 0 ? text.Length : at + end;
        string column = text[start..at];
        SkipSpaces(text, ref at);
        at += at < text.Length && text[at] is ',' or ';' or '\t' ? 1 : 0;
        return (column, start + 1);
    }

    private static void SkipSpaces(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
    }
}
