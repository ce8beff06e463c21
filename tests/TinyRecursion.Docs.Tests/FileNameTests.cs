using System.Text.RegularExpressions;
using Xunit;

namespace TinyRecursion.Docs.Tests;

/// <summary>A file that a page names is in the repository, is made by a command of the page, or stands on the page of benchmark files with where to get it.</summary>
public partial class FileNameTests
{
    /// <summary>What programs write by themselves.</summary>
    private static readonly string[] Written = ["checkpoint.safetensors", "best.safetensors", "last.safetensors", "metrics.jsonl", "progress.svg", "main.c"];

    public static TheoryData<string> Pages => [.. Repository.Pages];

    // As code within a sentence or a table: a name with an ending, and nothing that stands for many.
    [GeneratedRegex(@"`(?:trm [^`]* )?(?<name>[\w./-]*\w\.(?:txt|csv|tsv|json|jsonl|yaml|pt|cs|md|sh|cnf|safetensors|svg|png|dll))`")]
    private static partial Regex Name { get; }

    [GeneratedRegex(@"`(?<name>[^`\s]+)`")]
    private static partial Regex Code { get; }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_file_that_a_page_names_can_be_had(string page)
    {
        string made = string.Concat(Page.Of(page).Blocks.Select(block => block.Text));
        string[] others = [.. Code.Matches(Repository.Read("docs/results/benchmarks.md")).Select(match => match.Groups["name"].Value)];
        string[] missing =
        [
            .. Name.Matches(Page.Of(page).Prose).Select(match => match.Groups["name"].Value).Distinct()
                // Words in capitals stand for any.
                .Select(name => name.StartsWith("DIR/", StringComparison.Ordinal) ? name[4..] : name)
                .Where(name => !name.Split('/', '.').Any(part => part.Length > 1 && part.All(char.IsAsciiLetterUpper)) && !Written.Contains(name))
                .Where(name => !Repository.Files.Any(file => file == name || file.EndsWith("/" + name, StringComparison.Ordinal)) && !made.Contains(name, StringComparison.Ordinal) && !others.Contains(name)),
        ];
        Assert.True(missing.Length == 0, $"{page}: {string.Join(", ", missing)}");
    }
}
