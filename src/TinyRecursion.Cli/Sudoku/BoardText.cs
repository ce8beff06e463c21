using System.Text;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>Draws a board for a terminal.</summary>
internal static class BoardText
{
    /// <summary>The board with box borders: clues bold, other digits plain, digits that conflict red (Spectre markup).</summary>
    public static string Markup(SudokuBoard puzzle, ReadOnlySpan<byte> digits)
    {
        HashSet<int> wrong = Conflicting(puzzle, digits);
        int side = puzzle.Side, box = puzzle.BoxSize;
        var text = new StringBuilder();
        string rule = string.Join('┼', Enumerable.Repeat(new string('─', (2 * box) + 1), box));
        for (int row = 0; row < side; row++)
        {
            if (row > 0 && row % box == 0)
            {
                text.Append("[grey]").Append(rule).Append("[/]\n");
            }

            for (int column = 0; column < side; column++)
            {
                int cell = (row * side) + column;
                text.Append(column > 0 && column % box == 0 ? " [grey]│[/] " : " ");
                string style = wrong.Contains(cell) ? "red" : puzzle.Cells[cell] != 0 ? "bold" : "cyan";
                text.Append('[').Append(style).Append(']').Append(SudokuBoard.Symbol(digits[cell])).Append("[/]");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The cells of a board that take part in a conflict.</summary>
    public static HashSet<int> Conflicting(SudokuBoard puzzle, ReadOnlySpan<byte> digits) =>
        SudokuChecker.CheckClues(new SudokuBoard(puzzle.BoxSize, digits)).Conflicts
            .SelectMany(conflict => conflict.Cells).Where(cell => puzzle.Cells[cell] == 0).ToHashSet();
}
