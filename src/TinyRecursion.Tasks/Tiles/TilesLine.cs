using System.Globalization;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>Parses and writes one line of a file of boards.</summary>
internal static class TilesLine
{
    /// <summary>The most moves that a line may give.</summary>
    public const int MaximumMoves = 3000;

    private const string Letters = "LRUD";
    private const char MovesMark = '|';
    private static readonly int[] BoardSizes = [4, 9, 16, 25];

    /// <summary>Parses <c>tiles</c>, <c>tiles | moves</c> or <c>id length tiles</c>.</summary>
    /// <param name="text">The line.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="line">The line's number for errors, from 1.</param>
    /// <exception cref="InstanceFormatException">
    /// The number of tiles is no board's, a tile is missing, out of range or there twice, or something is no number or move.
    /// </exception>
    public static TilesPuzzle Parse(string text, string source = "input", int line = 1)
    {
        int mark = text.IndexOf(MovesMark);
        List<(int Number, int Column)> numbers = Numbers(mark < 0 ? text : text[..mark], source, line);
        int? length = null;
        if (BoardSizes.Contains(numbers.Count - 2))
        {
            length = numbers[1].Number;
            numbers.RemoveRange(0, 2);
        }

        var board = new TilesBoard(Tiles(numbers, source, line));
        List<TilesMove>? moves = mark < 0 ? null : Moves(text, mark + 1, source, line);
        return new TilesPuzzle(board, moves, moves?.Count ?? length, line);
    }

    /// <summary>A board with moves as a line that <see cref="Parse"/> reads.</summary>
    /// <param name="board">The board.</param>
    /// <param name="moves">The moves.</param>
    public static string ToLine(TilesBoard board, IReadOnlyList<TilesMove> moves) => $"{board} {MovesMark} {MovesText(moves)}";

    /// <summary>Moves as letters.</summary>
    /// <param name="moves">The moves.</param>
    public static string MovesText(IReadOnlyList<TilesMove> moves)
    {
        return string.Concat(moves.Select(move => Letters[(int)move]));
    }

    private static byte[] Tiles(List<(int Number, int Column)> numbers, string source, int line)
    {
        if (!BoardSizes.Contains(numbers.Count))
        {
            throw new InstanceFormatException(
                source, line, string.Empty, $"{numbers.Count} numbers: a board has 4, 9, 16 or 25 tiles, perhaps after an id and a length");
        }

        var tiles = new byte[numbers.Count];
        var columns = new int[tiles.Length];
        for (int place = 0; place < tiles.Length; place++)
        {
            (int tile, int column) = numbers[place];
            if (tile >= tiles.Length)
            {
                throw new InstanceFormatException(source, line, $"column {column}", $"tile {tile} lies outside 0..{tiles.Length - 1}");
            }

            if (columns[tile] != 0)
            {
                int missing = Enumerable.Range(0, tiles.Length).First(other => !numbers.Exists(number => number.Number == other));
                throw new InstanceFormatException(
                    source, line, $"column {column}", $"tile {tile} is there already, in column {columns[tile]}, and tile {missing} is missing");
            }

            (tiles[place], columns[tile]) = ((byte)tile, column);
        }

        return tiles;
    }

    private static List<(int Number, int Column)> Numbers(string text, string source, int line)
    {
        var numbers = new List<(int, int)>();
        // A comma stands between two numbers.
        int comma = 0;
        for (int at = 0; at < text.Length;)
        {
            if (text[at] is ' ' or '\t' or ',')
            {
                comma = text[at] != ',' ? comma
                    : comma == numbers.Count ? throw new InstanceFormatException(source, line, $"column {at + 1}", "a comma without a number before it")
                    : numbers.Count;
                at++;
                continue;
            }

            int end = text.AsSpan(at).IndexOfAny(" \t,");
            end = end < 0 ? text.Length : at + end;
            numbers.Add(int.TryParse(text.AsSpan(at, end - at), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? (number, at + 1)
                : throw new InstanceFormatException(
                    source, line, $"column {at + 1}", $"{MessageText.Quote(text[at..end])} is no number of a tile"));
            at = end;
        }

        return comma > 0 && comma == numbers.Count
            ? throw new InstanceFormatException(source, line, $"column {text.Length + 1}", "expected a number behind the comma")
            : numbers;
    }

    private static List<TilesMove> Moves(string text, int from, string source, int line)
    {
        var moves = new List<TilesMove>();
        for (int at = from; at < text.Length; at++)
        {
            if (text[at] is not (' ' or '\t'))
            {
                int move = Letters.IndexOf(text[at], StringComparison.Ordinal);
                moves.Add(move >= 0
                    ? (TilesMove)move
                    : throw new InstanceFormatException(
                        source, line, $"column {at + 1}", $"{MessageText.Quote(text[at].ToString())} is no move; moves are L, R, U and D"));
            }
        }

        return moves.Count <= MaximumMoves
            ? moves
            : throw new InstanceFormatException(source, line, $"column {from + 1}", $"{moves.Count} moves, at most {MaximumMoves} are read");
    }
}
