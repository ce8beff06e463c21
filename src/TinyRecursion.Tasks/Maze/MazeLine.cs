using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Maze;

/// <summary>Parses one line of a maze file.</summary>
internal static class MazeLine
{
    /// <summary>Parses <c>maze [TAB label [TAB moves]]</c>.</summary>
    /// <param name="text">The line.</param>
    /// <param name="source">Where it stands, and the size it is to have.</param>
    /// <exception cref="InstanceFormatException">
    /// Wrong length, an illegal character, not one start and one goal, a label that is no path through the maze, or other
    /// moves than it takes.
    /// </exception>
    public static MazePuzzle Parse(string text, MazeSource source)
    {
        var fields = new List<(string Text, int Column)>();
        int start = 0;
        foreach (string field in text.Split('\t'))
        {
            fields.Add((field, start + 1));
            start += field.Length + 1;
        }

        return fields.Count <= 3
            ? Parse(fields[0], fields.ElementAtOrDefault(1), fields.ElementAtOrDefault(2), source)
            : throw source.Error(fields[3].Column, "a fourth column: a line holds the maze, the label and the moves");
    }

    /// <summary>Parses the columns that a header names.</summary>
    internal static MazePuzzle ParseCsv(string text, CsvColumns header, MazeSource source)
    {
        ((string Text, int Column) maze, (string Text, int Column) label) = header.Read(text, source.Name, source.Line);
        return Parse(maze, label, default, source);
    }

    private static MazePuzzle Parse((string Text, int Column) maze, (string Text, int Column) label, (string Text, int Column) moves, MazeSource source)
    {
        (int rows, int columns) = source.SizeOf(maze.Text.Length, maze.Column);
        var cells = new MazeCell[maze.Text.Length];
        var signs = default(MazeSigns);
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = MazeBoard.CellOf(maze.Text[i])
                ?? throw source.Error(maze.Column + i, $"illegal character {Printable(maze.Text[i])} in the maze");
            if (signs.Clash(maze.Text[i], cells[i]) is { } other)
            {
                throw source.Error(maze.Column + i, Clash(maze.Text[i], other));
            }
        }

        int starts = cells.Count(cell => cell == MazeCell.Start), goals = cells.Count(cell => cell == MazeCell.Goal);
        if (starts != 1 || goals != 1)
        {
            throw source.Error(maze.Column, $"expected one S and one G, found {starts} and {goals}");
        }

        var board = new MazeBoard(rows, columns, cells);
        MazeMarks? marks = string.IsNullOrEmpty(label.Text) ? null : ParseLabel(board, maze.Text, label, source);
        if (marks is not null && !string.IsNullOrEmpty(moves.Text) && moves.Text != $"{marks.Count + 1}")
        {
            throw source.Error(moves.Column, $"expected {marks.Count + 1} moves as the label has, found {Common.MessageText.Quote(moves.Text)}");
        }

        return new MazePuzzle(board, marks, source.Line);
    }

    /// <summary>Whether a label's character marks a cell; null where it does not go with what stands there.</summary>
    internal static bool? IsMarked(char symbol, char unmarked, MazeCell cell) =>
        symbol == MazeMarks.Symbol && cell == MazeCell.Free ? true : symbol == unmarked ? false : null;

    /// <summary>Checks a label: it must be a path. Null for one that marks nothing in a maze without a path.</summary>
    internal static MazeMarks? Label(MazeBoard board, bool[] marked, Func<string, InstanceFormatException> error)
    {
        var marks = MazeMarks.Of(board.Rows, board.Columns, marked);
        MazeVerdict verdict = MazeChecker.Check(board, marks);
        return verdict.IsPath ? marks : verdict.IsNoPath ? null : throw error($"the label is no path: {verdict}");
    }

    private static MazeMarks? ParseLabel(MazeBoard board, string maze, (string Text, int Column) label, MazeSource source)
    {
        if (label.Text.Length != board.Cells.Length)
        {
            throw source.Error(label.Column, $"the label has {label.Text.Length} characters, the maze {board.Cells.Length}");
        }

        var marked = new bool[label.Text.Length];
        for (int i = 0; i < marked.Length; i++)
        {
            marked[i] = IsMarked(label.Text[i], maze[i], board.Cells[i])
                ?? throw source.Error(label.Column + i, $"{Printable(label.Text[i])} in the label does not go with the maze");
        }

        return Label(board, marked, problem => source.Error(label.Column, problem));
    }

    /// <summary>What is wrong where a maze has two signs for the same.</summary>
    internal static string Clash(char symbol, char other) => $"{Printable(symbol)} and {Printable(other)} mean the same: a maze uses one of them";

    /// <summary>A character as messages show it.</summary>
    internal static string Printable(char symbol) =>
        char.IsLetterOrDigit(symbol) || char.IsPunctuation(symbol) || char.IsSymbol(symbol) || symbol == ' '
            ? $"'{symbol}'"
            : $"U+{(int)symbol:X4}";
}
