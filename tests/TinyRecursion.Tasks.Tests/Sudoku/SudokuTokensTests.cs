using CsCheck;
using TinyRecursion.Tasks.Sequences;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Sudoku;

public class SudokuTokensTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Decoding_gives_every_board_back(int boxSize)
    {
        int side = boxSize * boxSize;
        Gen.Byte[0, (byte)side].Array[side * side].Sample(digits =>
        {
            var board = new SudokuBoard(boxSize, digits);
            int[] tokens = SudokuTokens.Encode(board);
            return board.Equals(SudokuTokens.Decode(tokens)) && tokens.All(token => token >= 1 && token < SudokuTokens.Vocabulary(boxSize * boxSize));
        }, iter: 100);
    }

    [Fact]
    public void An_example_shows_the_clues_and_asks_for_every_cell()
    {
        TokenExample example = SudokuTokens.Encode(Boards.Parse(Boards.Puzzle), Boards.Parse(Boards.Solution));
        Assert.Equal([6, 4, 1, 1, 8], example.Inputs[..5]);
        Assert.Equal([6, 4, 5, 7, 8], example.Labels[..5]);
        Assert.Equal((81, 81, 0), (example.Inputs.Length, example.Labels.Length, example.Puzzle));
        Assert.DoesNotContain(TokenExample.Ignored, example.Labels);
    }

    [Fact]
    public void Tokens_that_are_no_digit_make_no_board()
    {
        int[] tokens = SudokuTokens.Encode(Boards.Parse(Boards.Solution));
        foreach (int wrong in (int[])[0, -1, 11, TokenExample.Ignored])
        {
            tokens[80] = wrong;
            Assert.Null(SudokuTokens.Decode(tokens));
        }

        Assert.Throws<ArgumentException>(() => SudokuTokens.Decode(new int[80]));
    }

    [Fact]
    public void A_solution_that_is_not_complete_or_of_another_size_is_refused()
    {
        SudokuBoard puzzle = Boards.Parse(Boards.Puzzle);
        Assert.Equal(
            "Expected a complete board of 9×9, found 30 digits on 9×9. (Parameter 'solution')",
            Assert.Throws<ArgumentException>(() => SudokuTokens.Encode(puzzle, puzzle)).Message);
        Assert.Throws<ArgumentException>(() => SudokuTokens.Encode(puzzle, new SudokuBoard(2, Enumerable.Repeat((byte)1, 16).ToArray())));
    }
}
