using System.Text.RegularExpressions;
using Xunit;

namespace TinyRecursion.Docs.Tests;

/// <summary>
/// A percentage stands with its origin. A section of docs/results that has one says on one line, or in the columns of its tables: which test file, trained on
/// what, how many steps and starts, what stopped a run, and the command; where it is about speed, the machine. README and the cards repeat such figures and make
/// none of their own.
/// </summary>
public partial class FigureTests
{
    private static readonly string[] Origin = ["Test", "Trained on", "Steps", "Starts", "Stopped by", "Command"];

    public static TheoryData<string> Results => [.. Repository.Pages.Where(page => page.StartsWith("docs/results/", StringComparison.Ordinal))];

    public static TheoryData<string> Repeating => [.. Repository.Pages.Where(page => page is "README.md" or "eng/PackageReadme.md" || page.StartsWith("models/", StringComparison.Ordinal))];

    [GeneratedRegex(@"(?<figure>\d[\d.,]*) %")]
    private static partial Regex Percentage { get; }

    [GeneratedRegex("^#+ ", RegexOptions.Multiline)]
    private static partial Regex Heading { get; }

    [Theory]
    [MemberData(nameof(Results))]
    public void A_section_with_figures_says_where_they_come_from(string page)
    {
        Assert.All(
            Heading.Split(Page.Of(page).Text),
            section => Assert.True(!Missing(section).Any(), $"{page}, '{section.Split('\n')[0]}': lacks {string.Join(", ", Missing(section))}"));
    }

    /// <summary>What a section, heading first, does not say of where its figures come from.</summary>
    internal static IEnumerable<string> Missing(string section)
    {
        string[] asked = !Percentage.IsMatch(section) ? [] : section.StartsWith("Speed\n", StringComparison.Ordinal) ? ["Machine"] : Origin;
        return asked.Where(part => !section.Contains($"**{part}**:", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Repeating))]
    public void Other_pages_repeat_figures_of_the_results(string page)
    {
        string[] known = [.. Results.SelectMany(row => Percentage.Matches(Page.Of((string)row.Data).Text)).Select(match => match.Groups["figure"].Value)];
        Assert.All(Percentage.Matches(Page.Of(page).Prose), match => Assert.Contains(match.Groups["figure"].Value, known));
    }
}
