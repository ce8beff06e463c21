namespace TinyRecursion.Tasks.Tiles;

/// <summary>
/// Reads files of boards: on each line the tiles row by row, 0 the blank, with spaces, tabs or commas between them; then
/// optionally <c>|</c> and moves that order the board, a letter each, the direction in which a tile slides (<c>L</c>,
/// <c>R</c>, <c>U</c>, <c>D</c>). Two more numbers in front of the tiles are an id and the fewest moves, as in Korf's list.
/// <c>#</c> starts a comment line; blank lines, a byte-order mark and CRLF line ends do not matter.
/// </summary>
internal static class TilesFile
{
    /// <summary>The longest line that is read.</summary>
    public const int MaximumLineLength = 4096;

    /// <summary>Reads boards as they are asked for.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="InstanceFormatException">A line cannot be read, or there is no board at all.</exception>
    public static IEnumerable<TilesPuzzle> Read(TextReader reader, string name)
    {
        bool any = false;
        // Not trimmed, so that columns are those of the file.
        foreach ((string text, int line) in TextLines.Read(reader, name, MaximumLineLength))
        {
            any = true;
            if (BadInstances.Read(reader, () => TilesLine.Parse(text, name, line), out var instance))
            {
                yield return instance;
            }
        }

        if (!any)
        {
            throw new InstanceFormatException(name, 0, string.Empty, "holds no board");
        }
    }
}
