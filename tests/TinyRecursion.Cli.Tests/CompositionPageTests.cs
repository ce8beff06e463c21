using System.Text.RegularExpressions;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>What docs/composition.md shows is the sample, and what the sample prints is what the page says.</summary>
public partial class CompositionPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Trm.Root, "docs", "composition.md"));

    [Fact]
    public void Every_block_of_code_is_in_the_sample()
    {
        string sample = string.Concat(Directory.GetFiles(Path.Combine(Trm.Root, "samples", "Compose"), "*.cs").Select(File.ReadAllText));
        MatchCollection blocks = Code().Matches(Page);
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(block.Groups[1].Value, sample, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sample_prints_what_the_page_says()
    {
        Trm.Outcome outcome = await Trm.RunSample("Compose");
        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
        Assert.Contains("```\n" + outcome.Output + "```", Page, StringComparison.Ordinal);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
