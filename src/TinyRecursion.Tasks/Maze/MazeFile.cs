using System.Text;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Reads and writes files of mazes: <c>#</c> or a block character for a wall, <c>.</c> or a space for a free cell (one sign for each in a maze),
/// <c>S</c> and <c>G</c>. A maze is a block of lines, one for each row, with an empty line between mazes; after a tab each row may be followed by the
/// same row of the label, which is the maze with <c>o</c> on the path. Or a square maze is a single line, row by row, then,
/// after a tab each, optionally the label and the moves it takes; one that is no square and stands alone is a maze of one row. Or, after a
/// header of <see cref="CsvColumns"/> such as the published <c>source,question,answer,rating</c>, those columns hold square mazes. Or the file
/// is an <see cref="OctileMap"/>.
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

    /// <summary>Reads mazes as they are asked for.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="rows">The number of rows of mazes that are single lines; 0 for blocks and squares.</param>
    /// <param name="columns">The number of columns of mazes that are single lines; 0 for blocks and squares.</param>
    /// <param name="ends">Start and goal of octile maps.</param>
    /// <exception cref="InstanceFormatException">A line cannot be read, or there is no maze at all.</exception>
    /// <exception cref="ArgumentException">Only one of the numbers is given, or one is above <see cref="MazeBoard.MaximumSide"/>.</exception>
    public static IEnumerable<MazePuzzle> Read(TextReader reader, string name, int rows = 0, int columns = 0, MazeEnds ends = default)
    {
        if (rows != 0 || columns != 0)
        {
            MazeBoard.CheckSides(rows, columns);
        }

        return new InstanceSequence<MazePuzzle>(name, "maze", () => Open(reader, name, rows, columns, ends));
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
        using StreamReader reader = InputFile.OpenText(path);
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
    /// with its label where it is known. One of a single row is not read back if its length is a square number.
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

    private static Func<MazePuzzle?> Open(TextReader reader, string name, int rows, int columns, MazeEnds ends)
    {
        var lines = new TextLines(reader, name, MaximumLineLength, comments: false);
        // Whether the lines up to the next empty one are mazes of their own.
        bool first = true, grouped = false;
        CsvColumns? header = null;
        return () =>
        {
            while (NextLine() is { } text)
            {
                int line = lines.Line;
                bool single = rows > 0 || header is not null;
                if (string.IsNullOrWhiteSpace(text) && (single || grouped || IsBlank(text, WidthOf(lines.Peek()))))
                {
                    grouped = false;
                    continue;
                }

                bool begins = first;
                first = false;
                if (begins && text.TrimEnd() == OctileMap.FirstLine)
                {
                    return OctileMap.Read(lines, ends.Start, ends.Goal);
                }

                if (ends.Start is not null || ends.Goal is not null)
                {
                    throw new InstanceFormatException(name, line, string.Empty, "--start and --goal are for octile maps; other mazes hold S and G");
                }

                if (begins && (header = CsvColumns.Header(text, name, line)) is not null)
                {
                    continue;
                }

                bool alone = !grouped && IsBlank(lines.Peek(), WidthOf(text));
                grouped = !single && (grouped || alone || (HoldsAny(text, all: true) && HoldsAny(lines.Peek()!, all: false)));
                return header is not null ? MazeLine.ParseCsv(text, header, new MazeSource(name, line, rows, columns))
                    : single || grouped ? MazeLine.Parse(text, new MazeSource(name, line, rows, columns) { IsAlone = alone })
                    : new MazeBlock(name).Read(text, line, lines);
            }

            return null;
        };

        string? NextLine()
        {
            try
            {
                return lines.Next();
            }
            catch (InstanceFormatException)
            {
                // The rest of a block is no maze.
                if (rows == 0 && header is null && !grouped)
                {
                    lines.SkipBlock();
                }

                throw;
            }
        }
    }

    /// <summary>Whether a line stands between mazes: it is empty, or of spaces that are no row of a maze so wide, or the end.</summary>
    internal static bool IsBlank(string? line, int width) => string.IsNullOrEmpty(line) || (line.Length != width && string.IsNullOrWhiteSpace(line));

    private static int WidthOf(string? line) => line is null ? 0 : line.IndexOf('\t', StringComparison.Ordinal) is >= 0 and var tab ? tab : line.Length;

    private static bool HoldsAny(string text, bool all) =>
        text.Contains('S', StringComparison.Ordinal) ? !all || text.Contains('G', StringComparison.Ordinal) : !all && text.Contains('G', StringComparison.Ordinal);
}
