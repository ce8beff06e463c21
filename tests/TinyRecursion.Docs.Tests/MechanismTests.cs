using Xunit;

namespace TinyRecursion.Docs.Tests;

/// <summary>What holds pages to their word would notice if they broke it.</summary>
public class MechanismTests
{
    [Theory]
    [InlineData("train --updates 2", "train sudoku --updates 2000 --out a", "train sudoku --updates 2 --out a", 0)]
    [InlineData("train --updates 2", "train sudoku --out a", "train sudoku --out a --updates 2", 0)]
    [InlineData("train --data b", "train sudoku --data c d --out a", "train sudoku --data b --out a", 0)]
    [InlineData("solve --beam 5", "solve tiles --beam 10 > plans.txt", "solve tiles --beam 5 > plans.txt", 0)]
    [InlineData("solve --beam 5", "solve tiles a > plans.txt", "solve tiles a --beam 5 > plans.txt", 0)]
    [InlineData("eval --limit 1; solve ends with 1", "solve sudoku a", "solve sudoku a", 1)]
    public void A_short_form_replaces_options_of_its_commands(string note, string words, string expected, int exitCode)
    {
        (string[] shorter, int code) = ShortForm.Of(Commands(string.Empty, "short: " + note), words.Split(' '), 0);
        Assert.Equal((expected, exitCode), (string.Join(' ', shorter), code));
    }

    [Fact]
    public void Lines_are_joined_and_comments_say_how_they_end()
    {
        CommandLine[] lines = [.. CommandLine.Of(Commands("# a comment\ntrm solve \\\n  maze 'a # b' | head -1   # ends with 1: why\ncat > a <<'EOF'\nx\nEOF\ntrm info a\n"))];
        Assert.Equal([1, 0, 0], lines.Select(line => line.ExitCode));
        Assert.Equal(["trm solve    maze 'a # b'", "head -1"], lines[0].Stages());
        Assert.Equal("cat > a <<'EOF'\nx\nEOF\n", lines[1].Text);
    }

    [Theory]
    [InlineData("3 of 3 solved in 0.31 s", "3 of 3 solved in 12.5 s", true)]
    [InlineData("3 of 3 solved in 0.31 s", "2 of 3 solved in 0.31 s", false)]
    [InlineData("theorem\na\nb\nproved", "theorem\n…\nproved", true)]
    [InlineData("theorem\na\nb\nproved", "theorem\n…\nrefused", false)]
    public void What_was_printed_is_compared_but_for_times(string printed, string text, bool isIn) => Assert.Equal(isIn, PrintedText.IsIn(printed, text));

    [Fact]
    public void A_figure_without_its_origin_is_noticed()
    {
        const string Origin = "**Test**: a. **Trained on**: b. **Steps**: 4. **Starts**: 1. **Stopped by**: the checker. **Command**: c.";
        Assert.Equal([], FigureTests.Missing("Accuracy\n\n92.9 % solved.\n\n" + Origin));
        Assert.Equal(["Steps"], FigureTests.Missing("Accuracy\n\n92.9 % solved.\n\n" + Origin.Replace("**Steps**: 4. ", string.Empty, StringComparison.Ordinal)));
        Assert.Equal(["Machine"], FigureTests.Missing("Speed\n\n62 % of the peak"));
        Assert.Equal([], FigureTests.Missing("What it is\n\nA rule."));
    }

    private static Block Commands(string text, params string[] notes) => new("page.md", 1, string.Empty, [], text, notes);
}
