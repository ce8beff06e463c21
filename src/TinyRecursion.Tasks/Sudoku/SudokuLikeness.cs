namespace TinyRecursion.Tasks.Sudoku;

/// <summary>One form for all ways to write a Sudoku that differ in the names of its digits, and in whether rows are columns.</summary>
internal static class SudokuLikeness
{
    /// <summary>The form of a puzzle, and that of its solution with the same names.</summary>
    public static (string Question, string Answer) Of(SudokuPuzzle puzzle)
    {
        var upright = Of(puzzle, transposed: false);
        var turned = Of(puzzle, transposed: true);
        return string.CompareOrdinal(upright.Question, turned.Question) <= 0 ? upright : turned;
    }

    private static (string Question, string Answer) Of(SudokuPuzzle puzzle, bool transposed)
    {
        // Digits are named in the order in which they come.
        int side = puzzle.Board.Side, next = 0;
        var names = new int[side + 1];
        return (Form(puzzle.Board), puzzle.Solution is { } solution ? Form(solution) : string.Empty);

        string Form(SudokuBoard board) => string.Create(board.CellCount, board, (text, from) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                int digit = from.Cells[transposed ? (i % side * side) + (i / side) : i];
                text[i] = SudokuBoard.Symbol(digit == 0 ? 0 : names[digit] = names[digit] == 0 ? ++next : names[digit]);
            }
        });
    }
}
