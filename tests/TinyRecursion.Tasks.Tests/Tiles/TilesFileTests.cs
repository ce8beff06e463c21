using System.Text;
using CsCheck;
using TinyRecursion.Tasks.Tiles;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Tiles;

public class TilesFileTests
{
    private static List<TilesPuzzle> Read(string text) => TilesFile.Read(new StringReader(text), "f").ToList();

    [Fact]
    public void Reading_what_is_written_gives_board_and_moves_back() =>
        Gen.Select(TilesSamples.Board, Gen.Int[0, 3].Array[0, 80]).Sample((board, moves) =>
        {
            TilesPuzzle puzzle = Assert.Single(Read(TilesLine.ToLine(board, [.. moves.Select(move => (TilesMove)move)])));
            Assert.Equal(board, puzzle.Board);
            Assert.Equal(moves, puzzle.Moves!.Select(move => (int)move));
            Assert.Equal(moves.Length, puzzle.KnownLength);
        });

    [Fact]
    public void Comments_blank_lines_marks_line_ends_and_separators_are_read()
    {
        List<TilesPuzzle> puzzles = Read("\uFEFF# a board\r\n3,1,2,0\r\n\r\n \t3\t1 2  0 | L U\r\n");
        Assert.Equal([2, 4], puzzles.Select(puzzle => puzzle.Line));
        Assert.Equal((null, null), (puzzles[0].Moves, puzzles[0].KnownLength));
        Assert.Equal([TilesMove.Left, TilesMove.Up], puzzles[1].Moves);
    }

    [Fact]
    public void An_id_and_a_length_may_stand_in_front()
    {
        TilesPuzzle puzzle = Assert.Single(Read("17 66 14 13 15 7 11 12 9 5 6 0 2 1 4 8 10 3"));
        Assert.Equal(66, puzzle.KnownLength);
        Assert.Null(puzzle.Moves);
        Assert.Equal("14 13 15 7 11 12 9 5 6 0 2 1 4 8 10 3", puzzle.Board.ToString());
    }

    [Theory]
    [InlineData("", "f: holds no board")]
    [InlineData("# nothing\n", "f: holds no board")]
    [InlineData("\n1 2 3\n", "f: line 2: 3 numbers: a board has 4, 9, 16 or 25 tiles, perhaps after an id and a length")]
    [InlineData("1 2 3 4", "f: line 1: column 7: tile 4 lies outside 0..3")]
    [InlineData("1 2 0 1", "f: line 1: column 7: tile 1 is there already, in column 1, and tile 3 is missing")]
    [InlineData("1 2 x3 0", "f: line 1: column 5: 'x3' is no number of a tile")]
    [InlineData("1 2 -3 0", "f: line 1: column 5: '-3' is no number of a tile")]
    [InlineData("1 2 99999999999 0", "f: line 1: column 5: '99999999999' is no number of a tile")]
    [InlineData("1 2 3 0 | LRx", "f: line 1: column 13: 'x' is no move; moves are L, R, U and D")]
    [InlineData("  \t1 2 3 4", "f: line 1: column 10: tile 4 lies outside 0..3")]
    [InlineData("1 2 3 0 | L | R", "f: line 1: column 13: '|' is no move; moves are L, R, U and D")]
    public void What_cannot_be_read_is_refused_with_its_place(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InstanceFormatException>(() => Read(text)).Message);

    [Fact]
    public void Too_long_a_line_and_too_many_moves_are_refused()
    {
        Assert.Contains("the line is longer", Assert.Throws<InstanceFormatException>(() => Read(new string(' ', TilesFile.MaximumLineLength + 1))).Message, StringComparison.Ordinal);
        string moves = "1 2 3 0 | " + new string('L', TilesLine.MaximumMoves + 1);
        Assert.Contains("3001 moves", Assert.Throws<InstanceFormatException>(() => Read(moves)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_is_read_or_refused_in_one_line() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789 ,|LRUD#\n\r\t-x"], 0, 60]).Sample(text =>
        {
            try
            {
                Assert.NotEmpty(Read(text));
            }
            catch (InstanceFormatException error)
            {
                Assert.DoesNotContain('\n', error.Message);
                Assert.StartsWith("f: ", error.Message, StringComparison.Ordinal);
            }
        });
}
