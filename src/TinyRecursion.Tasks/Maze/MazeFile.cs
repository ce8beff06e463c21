using System.Text;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Reads files of mazes: on each line a maze, row by row, <c>#</c> for a wall, <c>.</c> or a space for a free cell,
/// <c>S</c> and <c>G</c>; then, after a tab each, optionally the label, which is the maze with <c>o</c> on the way, and
/// the moves it takes. Or, after the header <c>source,question,answer,rating</c>, as published, those columns with commas
/// between them. A byte-order mark, blank lines and CRLF line ends do not matter.
/// </summary>
public static class MazeFile
{
    /// <summary>The longest line that is read; a maze of 100×100 with its label takes 20,001 characters.</summary>
    public const int MaximumLineLength = 24_000;

    /// <summary>Reads mazes as they are asked for.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="rows">The number of rows; 0 for squares.</param>
    /// <param name="columns">The number of columns; 0 for squares.</param>
    /// <exception cref="MazeFormatException">A line cannot be read, or there is no maze at all.</exception>
    /// <exception cref="ArgumentException">Only one of the numbers is given, or one is above 100.</exception>
    public static IEnumerable<MazePuzzle> Read(TextReader reader, string name, int rows = 0, int columns = 0)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        if (rows != 0 || columns != 0)
        {
            MazeBoard.CheckSides(rows, columns);
        }

        return ReadLines(reader, name, rows, columns);
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">The number of rows; 0 for squares.</param>
    /// <param name="columns">The number of columns; 0 for squares.</param>
    /// <exception cref="MazeFormatException">A line cannot be read, or there is no maze at all.</exception>
    /// <exception cref="ArgumentException">Only one of the numbers is given, or one is above 100.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<MazePuzzle> ReadAll(string path, int rows = 0, int columns = 0)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        return Read(reader, path, rows, columns).ToList();
    }

    /// <summary>A maze as one line that <see cref="Read"/> reads: with its label and moves where they are known.</summary>
    /// <param name="puzzle">The maze.</param>
    public static string ToLine(MazePuzzle puzzle)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        return puzzle.Label is null ? puzzle.Board.ToString() : $"{puzzle.Board}\t{puzzle.Board.ToString(puzzle.Label)}\t{puzzle.Moves}";
    }

    private static IEnumerable<MazePuzzle> ReadLines(TextReader reader, string name, int rows, int columns)
    {
        var buffer = new StringBuilder();
        bool any = false, csv = false, first = true;
        for (int line = 1; BoundedLine.Read(reader, buffer, MaximumLineLength, out bool tooLong); line++)
        {
            if (tooLong)
            {
                throw new MazeFormatException(name, line, $"column {MaximumLineLength + 1}: the line is longer than {MaximumLineLength} characters");
            }

            string text = buffer.ToString();
            text = line == 1 ? text.TrimStart('\uFEFF') : text;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (first && text.TrimEnd('\r') == "source,question,answer,rating")
            {
                (csv, first) = (true, false);
                continue;
            }

            (any, first) = (true, false);
            yield return csv
                ? MazeLine.ParseCsv(text, new MazeSource(name, line, rows, columns))
                : MazeLine.Parse(text, name, line, rows, columns);
        }

        if (!any)
        {
            throw new MazeFormatException(name, 0, "holds no maze");
        }
    }
}
