using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

/// <summary>The forms in which people write mazes.</summary>
public class MazeFormsTests
{
    private const string Octile = "type octile\nheight 3\nwidth 4\nmap\n.@..\n.ST.\nO.G.\n";

    private static List<MazePuzzle> Read(string text, MazeEnds ends = default) => [.. MazeFile.Read(new StringReader(text), "f", ends: ends)];

    [Fact]
    public void Block_characters_are_walls() => Assert.Equal("###S.##.G", Assert.Single(Read("███\nS █\n█ G\n")).Board.ToString());

    [Fact]
    public void A_line_alone_that_is_no_square_is_a_maze_of_one_row()
    {
        Assert.Equal([(1, 6), (1, 5), (2, 2)], Read("S..#.G\n\nS...G\tSoooG\n\nS.G.\n").Select(puzzle => (puzzle.Board.Rows, puzzle.Board.Columns)));
        Assert.Equal((3, 5), (Assert.Single(Read(".S.G.\n.###.\n.....\n")).Board.Rows, 5));
    }

    [Fact]
    public void An_octile_map_takes_start_and_goal_from_beside()
    {
        MazePuzzle puzzle = Assert.Single(Read(Octile, new MazeEnds((1, 1), (1, 4))));
        Assert.Equal("S#.G..#.#...", puzzle.Board.ToString());
        MazePuzzle read = (MazePuzzle)Assert.Single(new MazeTask().Read(
            new StringReader(Octile + "\n\n"), "f", Settings.Default.With(MazeTask.Start, "1,1").With(MazeTask.Goal, "1,4")));
        Assert.Equal(puzzle.Board, read.Board);
        Assert.Throws<SettingException>(() => new MazeTask().Read(new StringReader(Octile), "f", Settings.Default.With(MazeTask.Start, "1;1")));
    }

    [Theory]
    [InlineData(Octile, 0, 1, "line 1: an octile map has no start: say --start ROW,COLUMN, counted from 1")]
    [InlineData(Octile, 2, 1, "line 1: --start 1,2 is no free cell")]
    [InlineData(Octile, 5, 1, "line 1: --start 1,5 is outside the map of 3×4")]
    [InlineData("type octile\nheight 3\nwidth 4\nmap\n.@.W\n", 1, 1, "line 5: column 4: 'W' is no cell of an octile map that is read: . G S are free, @ O T walls")]
    [InlineData("type octile\nheight 3\nwidth 4\nmap\n.@.\n", 1, 1, "line 5: column 4: the row has 3 cells, the map's width is 4")]
    [InlineData("type octile\nheight 2\nwidth 1\nmap\n.\n", 1, 1, "line 6: column 1: the map ends after 1 rows, its height is 2")]
    [InlineData("type octile\nheight 1\nwidth 1\nmap\n.\n.\n", 1, 1, "line 6: column 1: the map has more rows than its height, 1")]
    [InlineData("type octile\nheight 9999\n", 1, 1, "line 2: column 1: expected 'height N', 1 to 2048")]
    [InlineData("type octile\nheight 1\nwidth 1\n.\n", 1, 1, "line 4: column 1: expected 'map'")]
    [InlineData("S.G.\n", 1, 1, "line 1: --start and --goal are for octile maps; other mazes hold S and G")]
    public void What_is_no_such_map_is_refused(string text, int column, int row, string message) => Assert.Equal(
        "f: " + message,
        Assert.Throws<InstanceFormatException>(() => Read(text, new MazeEnds(column == 0 ? null : (row, column), (1, 4)))).Message);
}
