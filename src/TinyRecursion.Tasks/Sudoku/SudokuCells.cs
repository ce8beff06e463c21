namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Collects the cells of a board from a text. One sign stands for an empty cell, and letters are all large or all small.</summary>
/// <param name="side">The board's side.</param>
/// <param name="what">What the board is, for errors.</param>
/// <param name="source">The file's name for errors.</param>
internal sealed class SudokuCells(int side, string what, string source)
{
    private readonly List<byte> _digits = [];
    private char _empty;
    private char _letter;

    /// <summary>The board, once all its cells are there.</summary>
    public SudokuBoard Board => new(_digits.ToArray());

    /// <summary>Adds the next cell, row by row.</summary>
    /// <param name="symbol">Its sign.</param>
    /// <param name="line">Its line for errors, from 1.</param>
    /// <param name="column">Its column for errors, from 1.</param>
    /// <exception cref="InstanceFormatException">The sign means nothing on this board, or what another sign on it means.</exception>
    public void Add(char symbol, int line, int column)
    {
        int digit = SudokuBoard.Digit(symbol);
        if (digit < 0 || digit > side)
        {
            throw Error($"illegal character {Printable(symbol)} in the {what}");
        }

        if (digit == 0)
        {
            _empty = _empty == default ? symbol : _empty;
            if (_empty != symbol)
            {
                throw Error($"'{symbol}' and '{_empty}' both mean an empty cell: a {what} uses one of . 0 _ * - for it, and digits from 1");
            }
        }
        else if (char.IsAsciiLetter(symbol))
        {
            _letter = _letter == default ? symbol : _letter;
            if (char.IsAsciiLetterLower(_letter) != char.IsAsciiLetterLower(symbol))
            {
                throw Error($"'{symbol}' beside '{_letter}': letters are all large or all small");
            }
        }

        _digits.Add((byte)digit);

        InstanceFormatException Error(string problem) => new(source, line, $"column {column}", problem);
    }

    private static string Printable(char symbol) =>
        char.IsLetterOrDigit(symbol) || char.IsPunctuation(symbol) || char.IsSymbol(symbol)
            ? $"'{symbol}'"
            : $"U+{(int)symbol:X4}";
}
