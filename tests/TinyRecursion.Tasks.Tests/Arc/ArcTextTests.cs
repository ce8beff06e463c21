using System.Text.RegularExpressions;
using TinyRecursion.Tasks.Arc;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arc;

public class ArcTextTests
{
    [Fact]
    public void Without_colours_digits_are_written() =>
        Assert.Equal("1 2\n3 0\n", ArcText.Render(ArcGrid.Parse("12/30")));

    [Fact]
    public void With_colours_a_cell_is_a_block_of_two_spaces()
    {
        Assert.Equal("\e[48;2;0;116;217m    \e[48;2;0;0;0m  \e[0m\n", ArcText.Render(ArcGrid.Parse("110"), TextColours.TrueColour));
        Assert.Equal("\e[48;5;32m    \e[48;5;16m  \e[0m\n", ArcText.Render(ArcGrid.Parse("110"), TextColours.Ansi256));
    }

    [Fact]
    public void A_task_shows_its_pairs_with_input_and_output_side_by_side() =>
        Assert.Equal(
            """
            train 1 input    output
            1 2              5 6 7
            3 4

            test 1 input    output
            8               ?
            9

            """.ReplaceLineEndings("\n"),
            ArcText.Render(new ArcTask("a", [ArcSamples.PairOf("12/34", "567")], [new ArcPair(ArcGrid.Parse("8/9"), null)])));

    [Theory]
    [InlineData(TextColours.Ansi256)]
    [InlineData(TextColours.TrueColour)]
    public void Panels_stand_where_their_titles_do_whatever_the_colours(TextColours colours)
    {
        (string, ArcGrid?)[] panels = [("in", ArcGrid.Parse("1")), ("expected", ArcGrid.Parse("222222/333333")), ("found", ArcGrid.Parse("4"))];
        string text = Regex.Replace(ArcText.Render(panels, colours), "\e\\[48[0-9;]*m( +)", match => new string('x', match.Groups[1].Length));
        Assert.Equal("in    expected        found\nxx    xxxxxxxxxxxx    xx\n      xxxxxxxxxxxx\n", text.Replace("\e[0m", "", StringComparison.Ordinal));
        Assert.Equal(string.Empty, ArcText.Render([], colours));
    }
}
