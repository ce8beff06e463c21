using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests;

public class SudokuBoardTests
{
    [Fact]
    public void Tells_its_size_digits_and_clues()
    {
        SudokuBoard board = Boards.Parse(Boards.Puzzle);
        Assert.Equal((3, 9, 81, 30, false), (board.BoxSize, board.Side, board.CellCount, board.ClueCount, board.IsComplete));
        Assert.Equal(7, board[0, 4]);
        Assert.Equal(Boards.Puzzle, board.ToString());
        Assert.True(Boards.Parse(Boards.Solution).IsComplete);
    }

    [Fact]
    public void Is_equal_to_a_board_of_the_same_digits_and_no_other()
    {
        SudokuBoard board = Boards.Parse(Boards.Puzzle);
        Assert.Equal(board, new SudokuBoard(3, board.Cells));
        Assert.Equal(board.GetHashCode(), new SudokuBoard(3, board.Cells).GetHashCode());
        Assert.NotEqual(board, Boards.Transpose(board));
        Assert.False(new SudokuBoard(2, new byte[16]).Equals(new SudokuBoard(3, new byte[81])));
    }

    [Fact]
    public void Does_not_see_later_changes_of_the_digits_it_was_made_from()
    {
        var digits = new byte[16];
        var board = new SudokuBoard(2, digits);
        digits[0] = 1;
        Assert.Equal(0, board[0, 0]);
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SudokuBoard(1, new byte[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SudokuBoard(6, new byte[36 * 36]));
        Assert.Throws<ArgumentException>(() => new SudokuBoard(3, new byte[80]));
        Assert.Throws<ArgumentException>(() => new SudokuBoard(2, [5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        SudokuBoard board = Boards.Parse(Boards.Puzzle);
        Assert.Throws<ArgumentOutOfRangeException>(() => board[0, 9]);
        Assert.Throws<ArgumentOutOfRangeException>(() => board[-1, 9]);
    }

    [Fact]
    public void Candidates_refuse_cells_and_digits_that_are_not_there()
    {
        var candidates = new SudokuCandidates(Boards.Parse("." + Boards.Solution[1..80] + "."));
        Assert.True(candidates.IsSolved);
        Assert.Throws<ArgumentOutOfRangeException>(() => candidates.Assign(81, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => candidates.Assign(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => candidates.Assign(0, 33));
        candidates.Assign(0, 1);
        Assert.True(candidates.Contradiction);
        Assert.False(candidates.IsSolved);
    }
}
