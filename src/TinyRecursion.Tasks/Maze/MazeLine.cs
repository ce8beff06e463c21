namespace TinyRecursion.Tasks.Maze;

/// <summary>Parses one line of a maze file.</summary>
internal static class MazeLine
{
    /// <summary>Parses <c>maze [TAB label [TAB moves]]</c>.</summary>
    /// <param name="text">The line; a carriage return at its end does not matter.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="line">The line's number for errors, from 1.</param>
    /// <param name="rows">The number of rows; 0 for a square.</param>
    /// <param name="columns">The number of columns; 0 for a square.</param>
    /// <exception cref="InstanceFormatException">
    /// Wrong length, an illegal character, not one start and one goal, a label that is no path through the maze, or other
    /// moves than it takes.
    /// </exception>
    public static MazePuzzle Parse(string text, string source = "input", int line = 1, int rows = 0, int columns = 0)
    {
        var fields = new List<(string Text, int Column)>();
        int start = 0;
        foreach (string field in text.TrimEnd('\r').Split('\t'))
        {
            fields.Add((field, start + 1));
            start += field.Length + 1;
        }

        return Parse(fields[0], fields.ElementAtOrDefault(1), fields.ElementAtOrDefault(2), new MazeSource(source, line, rows, columns));
    }

    /// <summary>Parses <c>source,question,answer,rating</c>; a field may be quoted.</summary>
    internal static MazePuzzle ParseCsv(string text, MazeSource source)
    {
        List<(string Text, int Column)> fields = SplitCsv(text);
        return fields.Count >= 2
            ? Parse(fields[1], fields.ElementAtOrDefault(2), default, source)
            : throw source.Error(0, $"expected source,question,answer,rating, found {fields.Count} column");
    }

    private static MazePuzzle Parse((string Text, int Column) maze, (string Text, int Column) label, (string Text, int Column) moves, MazeSource source)
    {
        (int rows, int columns) = source.SizeOf(maze.Text.Length, maze.Column);
        var cells = new MazeCell[maze.Text.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = MazeBoard.CellOf(maze.Text[i])
                ?? throw source.Error(maze.Column + i, $"illegal character {Printable(maze.Text[i])} in the maze");
        }

        int starts = cells.Count(cell => cell == MazeCell.Start), goals = cells.Count(cell => cell == MazeCell.Goal);
        if (starts != 1 || goals != 1)
        {
            throw source.Error(maze.Column, $"expected one S and one G, found {starts} and {goals}");
        }

        var board = new MazeBoard(rows, columns, cells);
        MazeMarks? marks = string.IsNullOrEmpty(label.Text) ? null : ParseLabel(board, label, source);
        if (marks is not null && !string.IsNullOrEmpty(moves.Text) && moves.Text != $"{marks.Count + 1}")
        {
            throw source.Error(moves.Column, $"expected {marks.Count + 1} moves as the label has, found {Common.MessageText.Quote(moves.Text)}");
        }

        return new MazePuzzle(board, marks, source.Line);
    }

    /// <summary>Whether a label's character marks a cell; null where it does not go with what stands there.</summary>
    internal static bool? IsMarked(char symbol, MazeCell cell) =>
        symbol == MazeMarks.Symbol && cell == MazeCell.Free ? true : MazeBoard.CellOf(symbol) == cell ? false : null;

    /// <summary>Checks a label: it must be a path. Null for one that marks nothing in a maze without a path.</summary>
    internal static MazeMarks? Label(MazeBoard board, bool[] marked, Func<string, InstanceFormatException> error)
    {
        var marks = MazeMarks.Of(board.Rows, board.Columns, marked);
        MazeVerdict verdict = MazeChecker.Check(board, marks);
        return verdict.IsPath ? marks : verdict.IsNoPath ? null : throw error($"the label is no path: {verdict}");
    }

    private static MazeMarks? ParseLabel(MazeBoard board, (string Text, int Column) label, MazeSource source)
    {
        if (label.Text.Length != board.Cells.Length)
        {
            throw source.Error(label.Column, $"the label has {label.Text.Length} characters, the maze {board.Cells.Length}");
        }

        var marked = new bool[label.Text.Length];
        for (int i = 0; i < marked.Length; i++)
        {
            marked[i] = IsMarked(label.Text[i], board.Cells[i])
                ?? throw source.Error(label.Column + i, $"{Printable(label.Text[i])} in the label does not go with the maze");
        }

        return Label(board, marked, problem => source.Error(label.Column, problem));
    }

    private static List<(string Text, int Column)> SplitCsv(string text)
    {
        var fields = new List<(string Text, int Column)>();
        text = text.TrimEnd('\r');
        for (int start = 0; start <= text.Length;)
        {
            // No field of ours holds a quote itself, so the next one ends it.
            bool quoted = start < text.Length && text[start] == '"';
            int from = quoted ? start + 1 : start;
            int end = text.IndexOf(quoted ? '"' : ',', from);
            end = end < 0 ? text.Length : end;
            fields.Add((text[from..end], from + 1));
            int comma = text.IndexOf(',', end);
            start = comma < 0 ? text.Length + 1 : comma + 1;
        }

        return fields;
    }

    /// <summary>A character as messages show it.</summary>
    internal static string Printable(char symbol) =>
        char.IsLetterOrDigit(symbol) || char.IsPunctuation(symbol) || char.IsSymbol(symbol) || symbol == ' '
            ? $"'{symbol}'"
            : $"U+{(int)symbol:X4}";
}
