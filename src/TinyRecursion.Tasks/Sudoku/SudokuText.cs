using System.Text;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Draws boards for people.</summary>
internal static class SudokuText
{
    private const string Bold = "\e[1m", Red = "\e[31m", Cyan = "\e[36m", Grey = "\e[90m", Plain = "\e[0m";

    /// <summary>A board with the borders of its boxes; in colours, clues are bold, other digits cyan, digits that conflict red.</summary>
    /// <param name="puzzle">The clues.</param>
    /// <param name="digits">The digits to draw, row by row.</param>
    /// <param name="colours">The colours to use.</param>
    public static string Draw(SudokuBoard puzzle, ReadOnlySpan<byte> digits, TextColours colours)
    {
        HashSet<int> wrong = SudokuChecker.CheckClues(new SudokuBoard(digits)).Conflicts
            .SelectMany(conflict => conflict.Cells).Where(cell => puzzle.Cells[cell] == 0).ToHashSet();
        int side = puzzle.Side, box = puzzle.BoxSize, width = side / box;
        var text = new StringBuilder();
        string rule = string.Join('┼', Enumerable.Repeat(new string('─', (2 * width) + 1), box));
        for (int row = 0; row < side; row++)
        {
            if (row > 0 && row % box == 0)
            {
                Append(Grey, rule).Append('\n');
            }

            for (int column = 0; column < side; column++)
            {
                int cell = (row * side) + column;
                text.Append(' ');
                if (column > 0 && column % width == 0)
                {
                    Append(Grey, "│").Append(' ');
                }

                Append(wrong.Contains(cell) ? Red : puzzle.Cells[cell] != 0 ? Bold : Cyan, SudokuBoard.Symbol(digits[cell]).ToString());
            }

            text.Append('\n');
        }

        return text.ToString();

        StringBuilder Append(string style, string what) => colours == TextColours.None ? text.Append(what) : text.Append(style).Append(what).Append(Plain);
    }
}
