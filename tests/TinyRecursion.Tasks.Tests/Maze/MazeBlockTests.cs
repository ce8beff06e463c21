using CsCheck;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

/// <summary>Mazes as blocks of lines, and how they are told from mazes that are single lines.</summary>
public class MazeBlockTests
{
    private static List<MazePuzzle> Read(string text) => MazeFile.Read(new StringReader(text), "f").ToList();

    [Fact]
    public void Reading_blocks_gives_every_maze_back() => MazeSamples.Puzzle.Array[1, 4].Sample(puzzles =>
    {
        List<MazePuzzle> read = Read(string.Join('\n', puzzles.Select(MazeFile.ToBlock)));
        int line = 1;
        for (int i = 0; i < puzzles.Length; i++)
        {
            if (!read[i].Equals(puzzles[i] with { Line = line }))
            {
                return false;
            }

            line += puzzles[i].Board.Rows + 1;
        }

        return read.Count == puzzles.Length;
    });

    [Fact]
    public void Blocks_and_single_lines_are_told_apart()
    {
        // Lines that are mazes of their own, a block, one with spaces and a label, and a single line at the end.
        List<MazePuzzle> puzzles = Read("\uFEFFS.G.\nS#G.\r\n\r\nS.#.\n...G\n\n\nS #\tSo#\n   \t o \n#G#\t#G#\n\nG..S");
        Assert.Equal(["S.G.", "S#G.", "S.#....G", "S.#...#G#", "G..S"], puzzles.Select(puzzle => puzzle.Board.ToString()));
        Assert.Equal([(2, 2), (2, 2), (2, 4), (3, 3), (2, 2)], puzzles.Select(puzzle => (puzzle.Board.Rows, puzzle.Board.Columns)));
        Assert.Equal([1, 2, 4, 8, 12], puzzles.Select(puzzle => puzzle.Line));
        Assert.Equal("So#.o.#G#", puzzles[3].Board.ToString(puzzles[3].Label!));
    }

    [Fact]
    public void A_row_of_spaces_is_a_row_and_an_answer_of_no_path_is_no_label()
    {
        Assert.Equal("...S.G", Assert.Single(Read("   \nS G\n")).Board.ToString());
        Assert.Equal("S.G...", Assert.Single(Read("S G\n   \n")).Board.ToString());
        Assert.Equal("S.G.", Assert.Single(Read("  \n\nS.G.\n  \n")).Board.ToString());
        Assert.Null(Assert.Single(Read("S#.\tS#.\n##G\t##G\n")).Label);
    }

    [Theory]
    [InlineData("S..\n..\n..G", "f: line 2: column 3: the row has 2 cells, the rows above have 3")]
    [InlineData("S..\n....\n..G", "f: line 2: column 4: the row has 4 cells, the rows above have 3")]
    [InlineData("S..\n.x.\n..G", "f: line 2: column 2: illegal character 'x' in the maze")]
    [InlineData("S..\n.o.\n..G", "f: line 2: column 2: illegal character 'o' in the maze")]
    [InlineData("S..\n.S.\n..G", "f: line 2: column 2: a second S, the first is on line 1, column 1")]
    [InlineData("..\nG.\n.S\nG.", "f: line 4: column 1: a second G, the first is on line 2, column 1")]
    [InlineData("\n...\n..G", "f: line 2: column 1: there is no S in the maze of lines 2 to 3")]
    [InlineData("...\nS..\n\nS..\n..G", "f: line 1: column 1: there is no G in the maze of lines 1 to 2")]
    [InlineData("S..\tSoo\n..G\t..", "f: line 2: column 7: the label's row has 2 cells, the maze's 3")]
    [InlineData("S..\tSoo\n..G", "f: line 2: column 4: the row has no label after a tab, the rows above have")]
    [InlineData("S..\n..G\t..G", "f: line 2: column 4: the row has a label, the rows above have none")]
    [InlineData("S..\tSoo\n#.G\to.G", "f: line 2: column 5: 'o' in the label does not go with the maze")]
    [InlineData("S..\tSo.\n..G\t..G", "f: line 1: column 5: the label is no path: the marks do not lead from the start to the goal: they end at r1c2")]
    [InlineData("\tS.\n..G", "f: line 1: column 1: the row has 0 cells, a maze has 1 to 2048")]
    public void Errors_name_the_file_the_line_and_the_column(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<InstanceFormatException>(() => Read(text)).Message);

    [Fact]
    public void A_limit_stops_reading_before_what_is_wrong() =>
        Assert.Single(MazeFile.Read(new StringReader("S.\n.G\n\nwrong"), "f").Take(1));

    [Fact]
    public void A_maze_of_1001_by_1001_is_read_and_checked()
    {
        var options = new MazeGeneratorOptions { Rows = 1001, Columns = 1001, Kind = MazeKind.Perfect, MinimumMoves = 1001 };
        MazePuzzle puzzle = MazeGenerator.Generate(1, 0, options);
        MazePuzzle read = Assert.Single(Read(MazeFile.ToBlock(puzzle)));
        Assert.Equal(puzzle with { Line = 1 }, read);
        Assert.True(MazeChecker.Check(read.Board, read.Label!, puzzle.Label) is { IsShortest: true, EqualsLabel: true });
    }
}
