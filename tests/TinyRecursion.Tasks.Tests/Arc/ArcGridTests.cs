using CsCheck;
using TinyRecursion.Tasks.Arc;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arc;

public class ArcGridTests
{
    [Fact]
    public void Parsing_what_is_printed_gives_the_grid_back() => ArcSamples.Grid.Sample(grid =>
    {
        ArcGrid parsed = ArcGrid.Parse(grid.ToString());
        return parsed.Equals(grid) && parsed.GetHashCode() == grid.GetHashCode() && parsed.Rows == grid.Rows;
    });

    [Fact]
    public void Size_and_cells_make_a_grid()
    {
        ArcGrid grid = ArcGrid.Parse("012/345");
        Assert.Equal((2, 3, 5), (grid.Rows, grid.Columns, grid[1, 2]));
        Assert.NotEqual(grid, ArcGrid.Parse("01/23/45"));
        Assert.NotEqual(grid, ArcGrid.Parse("012/346"));
        byte[] cells = [1, 2];
        var made = new ArcGrid(1, 2, cells);
        cells[0] = 9;
        Assert.Equal("12", made.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => grid[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => grid[0, 3]);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Equal("Colour 10 in cell 1, expected 0 to 9. (Parameter 'cells')", Assert.Throws<ArgumentException>(() => new ArcGrid(1, 2, [0, 10])).Message);
        Assert.Equal("3 cells, a grid of 2×2 has 4. (Parameter 'cells')", Assert.Throws<ArgumentException>(() => new ArcGrid(2, 2, [0, 1, 2])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArcGrid(31, 1, new byte[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArcGrid(1, 0, []));
        foreach (string text in (string[])["", "/", "1/", "12/3", "12/345", "1a", "12x34", new string('1', 31)])
        {
            Assert.Throws<FormatException>(() => ArcGrid.Parse(text));
        }
    }

    [Fact]
    public void A_task_shows_at_least_one_pair_with_an_output()
    {
        ArcPair pair = ArcSamples.PairOf("1", "2");
        Assert.Throws<ArgumentException>(() => new ArcTask("a", [], [pair]));
        Assert.Throws<ArgumentException>(() => new ArcTask("a", [pair with { Output = null }], []));
        Assert.Throws<ArgumentException>(() => new ArcTask("", [pair], []));
        Assert.Equal(new ArcTask("a", [pair], [pair]), new ArcTask("a", new List<ArcPair> { pair }, [ArcSamples.PairOf("1", "2")]));
        Assert.NotEqual(new ArcTask("a", [pair], [pair]), new ArcTask("a", [pair], [pair with { Output = null }]));
    }
}
