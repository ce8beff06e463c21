using Xunit;

namespace TinyRecursion.Docs.Tests;

/// <summary>Every link leads to a file and a heading that are there, and every page can be reached from README.</summary>
public class LinkTests
{
    private static readonly string[] Texts = [.. Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal) && !file.StartsWith("tests/", StringComparison.Ordinal))];

    public static TheoryData<string> Pages => [.. Texts];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_and_a_heading(string page)
    {
        foreach (string link in Page.Of(page).Links.Where(IsOurs))
        {
            (string file, string? anchor) = Target(page, link);
            Assert.True(Path.Exists(Path.Combine(Repository.Root, file)), $"{page}: {link} is not there");
            Assert.True(anchor is null || Page.Of(file).Anchors.Contains(anchor), $"{page}: {file} has no heading '{anchor}'");
        }
    }

    [Fact]
    public void Every_page_can_be_reached_from_README()
    {
        var reached = new HashSet<string> { "README.md" };
        var next = new Queue<string>(reached);
        while (next.TryDequeue(out string? page))
        {
            foreach (string file in Page.Of(page).Links.Where(IsOurs).Select(link => Target(page, link).File).Where(Texts.Contains).Where(reached.Add))
            {
                next.Enqueue(file);
            }
        }

        // The packages' readme is for those who see nothing else.
        Assert.Equal([], Texts.Except(reached).Except(["eng/PackageReadme.md"]));
    }

    private static bool IsOurs(string link) => !link.StartsWith("http", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal);

    private static (string File, string? Anchor) Target(string page, string link)
    {
        string[] parts = link.Split('#', 2);
        string file = parts[0].Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, parts[0])));
        return (file, parts.ElementAtOrDefault(1));
    }
}
