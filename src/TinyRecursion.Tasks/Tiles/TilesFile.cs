using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>
/// Reads files of boards: on each line the tiles row by row, 0 the blank, with spaces, tabs or commas between them; then
/// optionally <c>|</c> and moves that order the board, a letter each, the direction in which a tile slides (<c>L</c>,
/// <c>R</c>, <c>U</c>, <c>D</c>). Two more numbers in front of the tiles are an id and the fewest moves, as in Korf's list.
/// Lines are those of <see cref="TextLines"/>, comments among them.
/// </summary>
internal static class TilesFile
{
    /// <summary>The longest line that is read.</summary>
    public const int MaximumLineLength = 4096;

    /// <summary>Reads boards as they are asked for.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <param name="check">Refuses a board; null to take any.</param>
    /// <exception cref="InstanceFormatException">A line cannot be read, or there is no board at all.</exception>
    public static IEnumerable<TilesPuzzle> Read(TextReader reader, string name, Func<TilesPuzzle, TilesPuzzle>? check = null)
    {
        return TextLines.Read(reader, name, MaximumLineLength, "board", (text, line) =>
        {
            TilesPuzzle puzzle = TilesLine.Parse(text, name, line);
            return check is null ? puzzle : check(puzzle);
        });
    }
}
