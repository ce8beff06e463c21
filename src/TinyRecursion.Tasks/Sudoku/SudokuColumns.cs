namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Which columns of a file hold the puzzle and the solution.</summary>
/// <param name="Delimiter">What parts columns; null for spaces or any of comma, semicolon and tab.</param>
/// <param name="Puzzle">The puzzle's column, from 0.</param>
/// <param name="Solution">The solution's column, from 0, or -1 for none.</param>
internal sealed record SudokuColumns(char? Delimiter, int Puzzle, int Solution)
{
    /// <summary>The puzzle first, the solution second.</summary>
    public static SudokuColumns Default { get; } = new(null, 0, 1);

    /// <summary>
    /// What a header line says, such as <c>source,question,answer,rating</c> or <c>puzzle solution</c>; null where the
    /// line is none. Columns are known by their names: puzzle, quizzes or question, and solution or answer.
    /// </summary>
    public static SudokuColumns? FromHeader(string line)
    {
        int delimiter = line.AsSpan().IndexOfAny(',', ';', '\t');
        if (delimiter < 0)
        {
            return Names(line.Split(' ')[0], "puzzle", "quizzes") ? Default : null;
        }

        string[] names = line.Split(line[delimiter]);
        int puzzle = Array.FindIndex(names, name => Names(name, "puzzle", "quizzes", "question"));
        int solution = Array.FindIndex(names, name => Names(name, "solution", "answer"));
        return puzzle >= 0 ? new SudokuColumns(line[delimiter], puzzle, solution) : null;
    }

    /// <summary>Where a column's text starts and ends in a line, without spaces around it; both at the end if it is missing.</summary>
    public (int Start, int End) Find(string line, int column)
    {
        int start = SkipSpaces(line, 0), end = EndOf(line, start);
        for (int i = 0; i < column; i++)
        {
            start = SkipSpaces(line, end);
            if (start < line.Length && IsDelimiter(line[start]))
            {
                start = SkipSpaces(line, start + 1);
            }

            end = EndOf(line, start);
        }

        while (end > start && IsSpace(line[end - 1]))
        {
            end--;
        }

        return (start, end);
    }

    private static bool Names(string name, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSpace(char symbol) => symbol is ' ' or '\r';

    private static int SkipSpaces(string line, int start)
    {
        while (start < line.Length && IsSpace(line[start]))
        {
            start++;
        }

        return start;
    }

    private bool IsDelimiter(char symbol) =>
        Delimiter is { } delimiter ? symbol == delimiter : symbol is '\t' or ',' or ';';

    private int EndOf(string line, int start)
    {
        int end = start;
        while (end < line.Length && !IsDelimiter(line[end]) && (Delimiter is not null || !IsSpace(line[end])))
        {
            end++;
        }

        return end;
    }
}
