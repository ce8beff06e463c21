using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>What the README and the documentation point at is there.</summary>
public class ReadmeTests
{
    private static readonly string[] Folders = ["docs", "models", "bench"];

    public static TheoryData<string> Pages =>
    [
        .. Directory.GetFiles(Trm.Root, "*.md")
            .Concat(Folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Trm.Root, folder), "*.md", SearchOption.AllDirectories)))
            .Select(file => Path.GetRelativePath(Trm.Root, file)),
    ];

    [Fact]
    public void The_readmes_code_is_the_sample()
    {
        string sample = File.ReadAllText(Path.Combine(Trm.Root, "samples", "SolveSudoku", "Program.cs"));
        Assert.Contains("```csharp\n" + sample + "```", File.ReadAllText(Path.Combine(Trm.Root, "README.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file(string page)
    {
        string text = File.ReadAllText(Path.Combine(Trm.Root, page));
        string folder = Path.GetDirectoryName(Path.Combine(Trm.Root, page))!;
        for (int at = text.IndexOf("](", StringComparison.Ordinal); at >= 0; at = text.IndexOf("](", at + 1, StringComparison.Ordinal))
        {
            string target = text[(at + 2)..text.IndexOf(')', at)];
            if (!target.StartsWith("http", StringComparison.Ordinal))
            {
                Assert.True(Path.Exists(Path.Combine(folder, target)), $"{page}: {target} is not there");
            }
        }
    }
}
