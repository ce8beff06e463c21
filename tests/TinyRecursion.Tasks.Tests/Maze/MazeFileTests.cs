using System.Text;
using CsCheck;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

public class MazeFileTests
{
    private static List<MazePuzzle> Read(string text, int rows = 0, int columns = 0) =>
        MazeFile.Read(new StringReader(text), "f", rows, columns).ToList();

    private static string ErrorOf(string text, int rows = 0, int columns = 0) =>
        Assert.Throws<InstanceFormatException>(() => Read(text, rows, columns)).Message;

    [Fact]
    public void Reading_what_is_written_gives_every_maze_back() => MazeSamples.Puzzle.Sample(puzzle =>
        Assert.Single(Read(MazeFile.ToLine(puzzle), puzzle.Board.Rows, puzzle.Board.Columns)).Equals(puzzle));

    [Fact]
    public void Labels_moves_blank_lines_marks_and_line_ends_are_read()
    {
        List<MazePuzzle> puzzles = Read("\uFEFFS.G#\tSoG#\t2\r\n\r\nS G#\r\n", 1, 4);
        Assert.Equal([1, 3], puzzles.Select(puzzle => puzzle.Line));
        Assert.Equal((2, MazeSamples.Marks(".o..")), (puzzles[0].Moves, puzzles[0].Label));
        Assert.Equal((null, puzzles[0].Board), (puzzles[1].Label, puzzles[1].Board));
    }

    [Fact]
    public void A_maze_without_a_size_is_square() => Assert.Equal(2, Assert.Single(Read("S#G.")).Board.Rows);

    [Fact]
    public void The_published_columns_are_read_with_spaces_and_quotes()
    {
        string header = "source,question,answer,rating";
        List<MazePuzzle> puzzles = Read($"{header}\r\na,  S # G  ,,9\r\n");
        Assert.Equal("..S.#.G..", Assert.Single(puzzles).Board.ToString());
        puzzles = Read($"{header}\n\"a,b\",\" S# #G   \",\"\",7\n,S  ###  G,,\n");
        Assert.Equal([".S#.#G...", "S..###..G"], puzzles.Select(puzzle => puzzle.Board.ToString()));
        Assert.Equal("So.#o.#oG", LabelOf(Assert.Single(Read($"{header}\nx,S  #  # G,So #o #oG,4"))));

        static string LabelOf(MazePuzzle puzzle) => puzzle.Board.ToString(puzzle.Label!);
    }

    [Theory]
    [InlineData("", "f: holds no maze")]
    [InlineData("source,question,answer,rating\n", "f: holds no maze")]
    [InlineData("S.G\nS.#.G", "f: line 1: column 1: the maze has 3 characters, expected a square of 1 to 2048")]
    [InlineData("S#. G.#..", "f: line 1: column 4: ' ' and '.' mean the same: a maze uses one of them")]
    [InlineData("S#.█", "f: line 1: column 4: '█' and '#' mean the same: a maze uses one of them")]
    [InlineData("S.G#\tSoG#\t2\tx", "f: line 1: column 13: a fourth column: a line holds the maze, the label and the moves")]
    [InlineData("S#Gx", "f: line 1: column 4: illegal character 'x' in the maze")]
    [InlineData("S#Go", "f: line 1: column 4: illegal character 'o' in the maze")]
    [InlineData("S#G\u2028", "f: line 1: column 4: illegal character U+2028 in the maze")]
    [InlineData("S#..", "f: line 1: column 1: expected one S and one G, found 1 and 0")]
    [InlineData("SSG.", "f: line 1: column 1: expected one S and one G, found 2 and 1")]
    [InlineData("S.G.\tSo", "f: line 1: column 6: the label has 2 characters, the maze 4")]
    [InlineData("S.G.\tSGo.", "f: line 1: column 7: 'G' in the label does not go with the maze")]
    [InlineData("S#.G\tSooG", "f: line 1: column 7: 'o' in the label does not go with the maze")]
    [InlineData("S.#G\tS.#G", "f: line 1: column 6: the label is no path: the marks do not lead from the start to the goal: they end at r1c1")]
    [InlineData("S.#G\tSo#G\t3", "f: line 1: column 11: expected 2 moves as the label has, found '3'")]
    [InlineData("S.#G\tSo#G\tx", "f: line 1: column 11: expected 2 moves as the label has, found 'x'")]
    [InlineData("source,question,answer,rating\nx", "f: line 2: 1 columns, the header has 4")]
    [InlineData("source,question,answer,rating\nx,\"S.#x\",,", "f: line 2: column 7: illegal character 'x' in the maze")]
    public void Errors_name_the_file_the_line_and_the_place(string text, string expected) => Assert.Equal(expected, ErrorOf(text));

    [Fact]
    public void Sizes_and_lines_beyond_the_limits_are_refused()
    {
        Assert.Equal("f: line 1: column 1: the maze has 4 characters, expected 1·5", ErrorOf("S.G.", 1, 5));
        Assert.Equal("f: line 1: column 1: the maze has 4198401 characters, expected a square of 1 to 2048", ErrorOf(new string('.', 2049 * 2049)));
        Assert.Equal(
            $"f: line 1: column {MazeFile.MaximumLineLength + 1}: the line is longer than {MazeFile.MaximumLineLength} characters",
            ErrorOf(new string('.', MazeFile.MaximumLineLength + 2)));
        Assert.Equal("f: line 1: column 2049: the row has 2049 cells, a maze has 1 to 2048", ErrorOf($"{new string('.', 2049)}\n."));
        Assert.Equal("f: line 2049: column 1: the maze has more than 2048 rows", ErrorOf(string.Concat(Enumerable.Repeat(".\n", 2049))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Read("S.G.", 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Read("S.G.", 1, 2049));
        Assert.Throws<ArgumentException>(() => new MazeBoard(1, 2, [MazeCell.Start, (MazeCell)4]));
        Assert.Throws<ArgumentException>(() => new MazeBoard(1, 2, [MazeCell.Start, MazeCell.Free]));
        Assert.Throws<ArgumentException>(() => new MazeMarks(1, 2, [2]));
        Assert.Throws<ArgumentException>(() => MazeMarks.Of(1, 2, [true]));
    }

    [Fact]
    public void Any_change_of_bytes_is_read_or_refused_and_nothing_else()
    {
        byte[] valid = Encoding.UTF8.GetBytes("S.#.#.#.G\n\n...S..G..\nS.#G\tSo#G\t2\n\nS.#\tSo#\n.#G\t.#G\n..#\t..#\n\n");
        Gen.Select(Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte).Array[1, 4], Gen.Int[1, valid.Length]).Sample((changes, length) =>
        {
            byte[] changed = (byte[])valid.Clone();
            foreach ((int at, byte value) in changes)
            {
                changed[at] = value;
            }

            using var reader = new StreamReader(new MemoryStream(changed, 0, length), Encoding.UTF8);
            try
            {
                return MazeFile.Read(reader, "f").Count() is >= 1 and <= 4;
            }
            catch (InstanceFormatException error)
            {
                return error.Message.StartsWith("f: ", StringComparison.Ordinal) && !error.Message.Any(char.IsControl);
            }
        }, iter: 5000);
    }
}
