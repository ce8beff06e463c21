using System.Globalization;
using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Reads a map in the form of the Moving AI benchmarks: lines <c>type octile</c>, <c>height N</c>, <c>width N</c> and <c>map</c>, then the rows. <c>.</c>,
/// <c>G</c> and <c>S</c> (swamp) are free, <c>@</c>, <c>O</c> and <c>T</c> walls; water <c>W</c> is refused. Start and goal are given beside the map.
/// </summary>
internal static class OctileMap
{
    /// <summary>The first line.</summary>
    public const string FirstLine = "type octile";

    /// <summary>Reads a map whose first line was taken.</summary>
    /// <param name="lines">What follows.</param>
    /// <param name="start">Row and column of the start, from 1, or null.</param>
    /// <param name="goal">Row and column of the goal, from 1, or null.</param>
    /// <exception cref="InstanceFormatException">It is no such map, or start and goal are not on free cells.</exception>
    public static MazePuzzle Read(TextLines lines, (int Row, int Column)? start, (int Row, int Column)? goal)
    {
        int first = lines.Line, rows = Number(lines, "height"), columns = Number(lines, "width");
        if (lines.Next()?.TrimEnd() != "map")
        {
            throw Error(lines, 1, "expected 'map'");
        }

        var cells = new List<MazeCell>();
        for (int row = 1; row <= rows; row++)
        {
            string text = lines.Next() ?? throw Error(lines, 1, $"the map ends after {row - 1} rows, its height is {rows}");
            if (text.Length != columns)
            {
                throw Error(lines, Math.Min(text.Length, columns) + 1, $"the row has {text.Length} cells, the map's width is {columns}");
            }

            for (int at = 0; at < columns; at++)
            {
                cells.Add(text[at] switch
                {
                    '.' or 'G' or 'S' => MazeCell.Free,
                    '@' or 'O' or 'T' => MazeCell.Wall,
                    _ => throw Error(lines, at + 1, $"{MazeLine.Printable(text[at])} is no cell of an octile map that is read: . G S are free, @ O T walls"),
                });
            }
        }

        if (lines.NextFilled() is not null)
        {
            throw Error(lines, 1, $"the map has more rows than its height, {rows}");
        }

        Put(start, MazeCell.Start, "start");
        Put(goal, MazeCell.Goal, "goal");
        return new MazePuzzle(new MazeBoard(rows, columns, cells.ToArray()), null, first);

        void Put((int Row, int Column)? place, MazeCell cell, string name)
        {
            (int row, int column) = place ?? throw new InstanceFormatException(
                lines.Source, first, string.Empty, $"an octile map has no {name}: say --{name} ROW,COLUMN, counted from 1");
            int at = row <= rows && column <= columns ? ((row - 1) * columns) + column - 1 : -1;
            if (at < 0 || cells[at] != MazeCell.Free)
            {
                throw new InstanceFormatException(
                    lines.Source, first, string.Empty, $"--{name} {row},{column} is {(at < 0 ? $"outside the map of {rows}×{columns}" : "no free cell")}");
            }

            cells[at] = cell;
        }
    }

    private static int Number(TextLines lines, string name)
    {
        string text = lines.Next() ?? string.Empty;
        return text.StartsWith(name + " ", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(name.Length).Trim(' '), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number is >= 1 and <= MazeBoard.MaximumSide
            ? number
            : throw Error(lines, 1, $"expected '{name} N', 1 to {MazeBoard.MaximumSide}");
    }

    private static InstanceFormatException Error(TextLines lines, int column, string problem) => new(lines.Source, lines.Line, $"column {column}", problem);
}
