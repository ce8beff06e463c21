using System.Text;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Reads and writes files of mazes: <c>#</c> for a wall, <c>.</c> or a space for a free cell, <c>S</c> and <c>G</c>. A maze
/// is a block of lines, one for each row, with an empty line between mazes; after a tab each row may be followed by the
/// same row of the label, which is the maze with <c>o</c> on the path. Or a square maze is a single line, row by row, then,
/// after a tab each, optionally the label and the moves it takes. Or, after the header
/// <c>source,question,answer,rating</c>, as published, those columns with commas between them. A byte-order mark and CRLF
/// line ends do not matter.
/// </summary>
/// <remarks>
/// Which of the first two it is: a line that holds both <c>S</c> and <c>G</c> is a maze of its own if no line follows, or
/// an empty one, or one that holds <c>S</c> or <c>G</c> again; so are then the lines up to the next empty one. A line of
/// spaces counts as empty unless it is as long as the rows beside it.
/// </remarks>
internal static class MazeFile
{
    /// <summary>The longest line that is read: the largest square maze with its label, and something for the rest.</summary>
    public const int MaximumLineLength = (2 * MazeBoard.MaximumSide * MazeBoard.MaximumSide) + 1024;

    private const string CsvHeader = "source,question,answer,rating";

    /// <summary>Reads mazes as they are asked for.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="rows">The number of rows of mazes that are single lines; 0 for blocks and squares.</param>
    /// <param name="columns">The number of columns of mazes that are single lines; 0 for blocks and squares.</param>
    /// <exception cref="InstanceFormatException">A line cannot be read, or there is no maze at all.</exception>
    /// <exception cref="ArgumentException">Only one of the numbers is given, or one is above <see cref="MazeBoard.MaximumSide"/>.</exception>
    public static IEnumerable<MazePuzzle> Read(TextReader reader, string name, int rows = 0, int columns = 0)
    {
        if (rows != 0 || columns != 0)
        {
            MazeBoard.CheckSides(rows, columns);
        }

        return ReadLines(reader, name, rows, columns);
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">The number of rows of mazes that are single lines; 0 for blocks and squares.</param>
    /// <param name="columns">The number of columns of mazes that are single lines; 0 for blocks and squares.</param>
    /// <exception cref="InstanceFormatException">A line cannot be read, or there is no maze at all.</exception>
    /// <exception cref="ArgumentException">Only one of the numbers is given, or one is above <see cref="MazeBoard.MaximumSide"/>.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<MazePuzzle> ReadAll(string path, int rows = 0, int columns = 0)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        return Read(reader, path, rows, columns).ToList();
    }

    /// <summary>
    /// A maze as one line that <see cref="Read"/> reads if it is told the size or the maze is square: with its label and
    /// moves where they are known.
    /// </summary>
    /// <param name="puzzle">The maze.</param>
    public static string ToLine(MazePuzzle puzzle)
    {
        return puzzle.Label is null ? puzzle.Board.ToString() : $"{puzzle.Board}\t{puzzle.Board.ToString(puzzle.Label)}\t{puzzle.Moves}";
    }

    /// <summary>
    /// A maze as a block of lines that <see cref="Read"/> reads, each with a line feed, without the empty line after it:
    /// with its label where it is known. A maze needs two rows to be a block: one of a single row is not read back.
    /// </summary>
    /// <param name="puzzle">The maze.</param>
    public static string ToBlock(MazePuzzle puzzle)
    {
        string maze = puzzle.Board.ToString(), label = puzzle.Label is null ? string.Empty : puzzle.Board.ToString(puzzle.Label);
        var text = new StringBuilder();
        for (int start = 0; start < maze.Length; start += puzzle.Board.Columns)
        {
            text.Append(maze, start, puzzle.Board.Columns);
            if (label.Length > 0)
            {
                text.Append('\t').Append(label, start, puzzle.Board.Columns);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<MazePuzzle> ReadLines(TextReader reader, string name, int rows, int columns)
    {
        var lines = new MazeLineReader(reader, name);
        // Whether every line is a maze of its own, and whether those up to the next empty line are.
        bool any = false, header = false, single = rows > 0, grouped = false;
        while (lines.Next() is { } text)
        {
            int line = lines.Line;
            if (string.IsNullOrWhiteSpace(text) && (single || grouped || IsBlank(text, WidthOf(lines.Peek()))))
            {
                grouped = false;
                continue;
            }

            if (!any && !header && text == CsvHeader)
            {
                (header, single) = (true, true);
                continue;
            }

            any = true;
            grouped = !single && (grouped || IsBlank(lines.Peek(), WidthOf(text))
                || (HoldsAny(text, all: true) && HoldsAny(lines.Peek()!, all: false)));
            bool alone = header || single || grouped;
            if (BadInstances.Read(
                reader,
                () => header ? MazeLine.ParseCsv(text, new MazeSource(name, line, rows, columns))
                    : alone ? MazeLine.Parse(text, name, line, rows, columns)
                    : new MazeBlock(name).Read(text, line, lines),
                out var instance))
            {
                yield return instance;
                continue;
            }

            // The rest of a malformed block is no maze of its own.
            while (!alone && !string.IsNullOrWhiteSpace(lines.Peek()))
            {
                lines.Next();
            }
        }

        if (!any)
        {
            throw new InstanceFormatException(name, 0, string.Empty, "holds no maze");
        }
    }

    /// <summary>Whether a line stands between mazes: it is empty, or of spaces that are no row of a maze so wide, or the end.</summary>
    internal static bool IsBlank(string? line, int width) => string.IsNullOrEmpty(line) || (line.Length != width && string.IsNullOrWhiteSpace(line));

    private static int WidthOf(string? line) => line is null ? 0 : line.IndexOf('\t', StringComparison.Ordinal) is >= 0 and var tab ? tab : line.Length;

    private static bool HoldsAny(string text, bool all) =>
        text.Contains('S', StringComparison.Ordinal) ? !all || text.Contains('G', StringComparison.Ordinal) : !all && text.Contains('G', StringComparison.Ordinal);
}
