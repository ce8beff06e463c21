using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests;

public class SudokuCheckerTests
{
    private static readonly SudokuBoard Puzzle = Boards.Parse(Boards.Puzzle);

    private static SudokuVerdict Check(Func<byte[], byte[]> change)
    {
        byte[] digits = change(Boards.Parse(Boards.Solution).Cells.ToArray());
        SudokuVerdict verdict = SudokuChecker.Check(Puzzle, new SudokuBoard(3, digits));
        Assert.Equal(verdict.IsSolved, SudokuChecker.IsSolved(Puzzle.Cells, digits, 3));
        return verdict;
    }

    [Fact]
    public void Accepts_the_solution() => Assert.True(Check(digits => digits).IsSolved);

    [Fact]
    public void Names_the_unit_the_digit_and_the_cells_of_a_conflict()
    {
        // r1c3 is 4 in the solution and open in the puzzle; a 7 there stands twice in its row, column and box.
        SudokuVerdict verdict = Check(digits =>
        {
            digits[2] = 7;
            return digits;
        });
        Assert.Contains("digit 7 twice in row 1 (r1c3, r1c5)", verdict.Conflicts.Select(c => c.ToString()));
        Assert.Contains("digit 7 twice in box 1 (r1c3, r2c2)", verdict.Conflicts.Select(c => c.ToString()));
        Assert.Contains(verdict.Conflicts, c => c.Unit == SudokuUnit.Column && c.Index == 2 && c.Digit == 7);
    }

    [Fact]
    public void Names_changed_clues_and_empty_cells()
    {
        SudokuVerdict verdict = Check(digits =>
        {
            digits[0] = 0;
            digits[1] = 9;
            return digits;
        });
        Assert.Equal("r1c1 is empty", verdict.Conflicts[0].ToString());
        Assert.Equal("the clue 3 at r1c2 was changed", verdict.Conflicts[1].ToString());
    }
}
