using System.Text;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>
/// Reads files of boards: on each line the tiles row by row, 0 the blank, with spaces, tabs or commas between them; then
/// optionally <c>|</c> and moves that order the board, a letter each, the direction in which a tile slides (<c>L</c>,
/// <c>R</c>, <c>U</c>, <c>D</c>). Two more numbers in front of the tiles are an id and the fewest moves, as in Korf's list.
/// <c>#</c> starts a comment line; blank lines, a byte-order mark and CRLF line ends do not matter.
/// </summary>
public static class TilesFile
{
    /// <summary>The longest line that is read.</summary>
    public const int MaximumLineLength = 4096;

    /// <summary>Reads boards as they are asked for.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="TilesFormatException">A line cannot be read, or there is no board at all.</exception>
    public static IEnumerable<TilesPuzzle> Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        return ReadLines(reader, name);
    }

    private static IEnumerable<TilesPuzzle> ReadLines(TextReader reader, string name)
    {
        var buffer = new StringBuilder();
        bool any = false;
        for (int line = 1; BoundedLine.Read(reader, buffer, MaximumLineLength, out bool tooLong); line++)
        {
            if (tooLong)
            {
                throw new TilesFormatException(name, line, $"column {MaximumLineLength + 1}: the line is longer than {MaximumLineLength} characters");
            }

            string text = buffer.ToString();
            text = line == 1 ? text.TrimStart('\uFEFF') : text;
            string content = text.Trim();
            if (content.Length > 0 && content[0] != '#')
            {
                any = true;
                yield return TilesLine.Parse(text, name, line);
            }
        }

        if (!any)
        {
            throw new TilesFormatException(name, 0, "holds no board");
        }
    }
}
