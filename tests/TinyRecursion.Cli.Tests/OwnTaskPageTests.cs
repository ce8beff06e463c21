using System.Text.RegularExpressions;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>What docs/own-task.md shows is in the samples, and what samples/CustomTask prints is what the page says.</summary>
public partial class OwnTaskPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Trm.Root, "docs", "own-task.md"));

    [Fact]
    public void Every_block_of_code_is_in_a_sample()
    {
        string samples = string.Concat(((string[])["Rostering", "CustomTask"]).Select(name => File.ReadAllText(Path.Combine(Trm.Root, "samples", name, "Program.cs"))));
        MatchCollection blocks = Code().Matches(Page);
        Assert.Equal(2, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(block.Groups[1].Value, samples, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sample_prints_what_the_page_says()
    {
        Trm.Outcome outcome = await Trm.RunSample("CustomTask");
        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
        Assert.Contains($"`{outcome.Output.Trim()}`", Page, StringComparison.Ordinal);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
