using CsCheck;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests;

public class SudokuFileTests
{
    private static List<SudokuPuzzle> Read(string text) => SudokuFile.Read(new StringReader(text), "f").ToList();

    private static string ErrorOf(string text) => Assert.Throws<SudokuFormatException>(() => Read(text)).Message;

    [Fact]
    public void Reads_comments_blank_lines_headers_and_solutions()
    {
        List<SudokuPuzzle> puzzles = Read(
            $"\uFEFFpuzzle,solution\r\n# a comment\r\n\r\n{Boards.Puzzle},{Boards.Solution},easy\r\n{Boards.Puzzle.Replace('.', '0')}\n");
        Assert.Equal(2, puzzles.Count);
        Assert.Equal(Boards.Solution, puzzles[0].Solution!.ToString());
        Assert.Equal(4, puzzles[0].Line);
        Assert.Null(puzzles[1].Solution);
        Assert.Equal(puzzles[0].Board, puzzles[1].Board);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Writing_and_reading_gives_the_board_back(int boxSize)
    {
        // Any board with one clue is free of conflicts, so every digit and place is covered.
        int side = boxSize * boxSize;
        Gen.Select(Gen.Int[0, (side * side) - 1], Gen.Byte[1, (byte)side]).Sample((cell, digit) =>
        {
            var digits = new byte[side * side];
            digits[cell] = digit;
            var board = new SudokuBoard(boxSize, digits);
            return Boards.Parse(board.ToString()).Equals(board) && Boards.Parse(board.ToString().ToLowerInvariant()).Equals(board);
        });
    }

    [Fact]
    public void Errors_name_the_file_the_line_and_the_place()
    {
        Assert.Equal("f: holds no puzzle", ErrorOf("# nothing\n\n"));
        Assert.Equal("f: line 2: column 1: the puzzle has 80 characters, expected 16, 81, 256 or 625", ErrorOf($"#\n{Boards.Puzzle[..80]}"));
        Assert.Equal("f: line 1: column 3: illegal character 'x' in the puzzle", ErrorOf(Boards.Puzzle[..2] + "x" + Boards.Puzzle[3..]));
        Assert.Equal("f: line 1: clues in conflict: digit 5 twice in row 1 (r1c1, r1c3)", ErrorOf(Boards.Puzzle[..2] + "5" + Boards.Puzzle[3..]));
        Assert.Equal(
            "f: line 1: column 83: the solution is wrong: the clue 5 at r1c1 was changed",
            ErrorOf($"{Boards.Puzzle} {Boards.Solution.Replace('5', 'x').Replace('3', '5').Replace('x', '3')}"));
        Assert.Equal("f: line 1: column 83: the solution has 16 cells, the puzzle 81", ErrorOf($"{Boards.Puzzle} 1234341221434321"));
        Assert.Equal("f: line 1: is longer than 4096 characters", ErrorOf(new string('.', 5000)));
    }

    [Fact]
    public void Any_change_to_a_file_is_read_or_refused_and_nothing_else()
    {
        string valid = $"# c\n{Boards.Puzzle} {Boards.Solution}\n1234341221434321\n";
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Char, Gen.Int[0, 2]).Sample((at, symbol, kind) =>
        {
            string changed = kind switch
            {
                0 => valid[..at] + symbol + valid[(at + 1)..],
                1 => valid[..at] + symbol + valid[at..],
                _ => valid[..at],
            };
            try
            {
                return Read(changed).Count is 1 or 2 or 3;
            }
            catch (SudokuFormatException error)
            {
                return !error.Message.Contains('\n', StringComparison.Ordinal) && error.Message.StartsWith("f: ", StringComparison.Ordinal);
            }
        }, iter: 5000);
    }
}
