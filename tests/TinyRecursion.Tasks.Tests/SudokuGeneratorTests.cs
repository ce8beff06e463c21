using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests;

public class SudokuGeneratorTests
{
    [Theory]
    [InlineData(2, SudokuDifficulty.Medium)]
    [InlineData(3, SudokuDifficulty.Easy)]
    [InlineData(3, SudokuDifficulty.Medium)]
    [InlineData(3, SudokuDifficulty.Hard)]
    [InlineData(3, SudokuDifficulty.Extreme)]
    [InlineData(4, SudokuDifficulty.Medium)]
    public void Puzzles_are_minimal_and_as_hard_as_asked(int boxSize, object difficultyValue)
    {
        var difficulty = (SudokuDifficulty)difficultyValue;
        SudokuPuzzle puzzle = Boards.Generated(1, difficulty, boxSize);
        Assert.True(SudokuChecker.Check(puzzle.Board, puzzle.Solution!).IsSolved);
        Assert.Equal(1, SudokuGrading.CountSolutions(puzzle.Board, 2));
        long rating = SudokuGrading.Rate(puzzle.Board);
        Assert.True(difficulty switch
        {
            SudokuDifficulty.Easy => rating == 0,
            SudokuDifficulty.Hard => rating >= 10,
            SudokuDifficulty.Extreme => rating >= 60,
            _ => true,
        });
        for (int cell = 0; cell < puzzle.Board.CellCount && boxSize < 4; cell++)
        {
            byte[] fewer = puzzle.Board.Cells.ToArray();
            if (fewer[cell] != 0)
            {
                fewer[cell] = 0;
                Assert.Equal(2, SudokuGrading.CountSolutions(new SudokuBoard(boxSize, fewer), 2));
            }
        }
    }

    [Fact]
    public void A_puzzle_depends_on_seed_and_index_alone()
    {
        Assert.Equal(Boards.Generated(5).Board, Boards.Generated(5).Board);
        Assert.NotEqual(Boards.Generated(5).Board, Boards.Generated(6).Board);
        Assert.Equal(
            "4x4 golden: .2....4...1....3",
            "4x4 golden: " + SudokuGenerator.Generate(1, 0, SudokuDifficulty.Medium, 2).Board);
    }

    [Fact]
    public void The_solver_agrees_with_trying_everything_on_small_boards()
    {
        for (ulong index = 0; index < 20; index++)
        {
            byte[] digits = Boards.Generated(index, boxSize: 2).Board.Cells.ToArray();
            digits[Array.FindIndex(digits, digit => digit != 0)] = 0;
            var board = new SudokuBoard(2, digits);
            Assert.Equal(Boards.AllSolutions(board).Count, SudokuGrading.CountSolutions(board, 1000));
        }
    }

    [Fact]
    public void The_search_gives_up_rather_than_hang() =>
        Assert.Null(SudokuGrading.CountSolutions(new SudokuBoard(5, new byte[625]), int.MaxValue, maximumGuesses: 1000));

    [Fact]
    public void Boards_without_or_with_several_solutions_are_told()
    {
        Assert.Equal(0, SudokuGrading.CountSolutions(Boards.Parse("12345678." + new string('.', 8) + "9" + new string('.', 63)), 2));
        Assert.Equal(2, SudokuGrading.CountSolutions(new SudokuBoard(3, new byte[81]), 2));
    }
}
