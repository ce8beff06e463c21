using System.Text.RegularExpressions;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Every command and option that a page shows exists.</summary>
public partial class PageCommandTests
{
    public static TheoryData<string> Pages => [.. ReadmeTests.Pages.Where(page => Commands((string)page).Any())];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_on_a_page_exists(string page)
    {
        foreach (string[] words in Commands(page))
        {
            string help = await Help(words[..1]);
            Assert.Contains($"trm {words[0]} ", help, StringComparison.Ordinal);
            if (words is ["export", "c", ..])
            {
                help = await Help(words[..2]);
            }
            else if (words is [not "export", [not '-', ..], ..] && help.Contains("[command]", StringComparison.Ordinal))
            {
                // A task that does not exist gets the help of the verb; TASK and THEOREM stand for any.
                string task = words[1].All(char.IsAsciiLetterUpper) ? "maze" : words[1];
                help = await Help([words[0], task]);
                Assert.Contains($"trm {words[0]} {task} ", help, StringComparison.Ordinal);
            }

            string[] known = [.. OptionName().Matches(help).Select(match => match.Value)];
            Assert.All(words.Where(word => word.StartsWith("--", StringComparison.Ordinal)), option => Assert.Contains(option, known));
        }
    }

    private static async Task<string> Help(string[] path) => (await Trm.Run([.. path, "--help"])).Output;

    /// <summary>The command lines of a page, in blocks and within sentences, as words without <c>trm</c>.</summary>
    private static IEnumerable<string[]> Commands(string page)
    {
        string text = File.ReadAllText(Path.Combine(Trm.Root, page)).Replace("\\\n", " ", StringComparison.Ordinal);
        return Command().Matches(text).Select(match => match.Groups[1].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0);
    }

    // At the start of a line of a block, after a pipe, or as code within a sentence; up to the end of it.
    [GeneratedRegex(@"(?:^|\| |`)trm ([a-z][^|`\n;>]*)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("--[a-z0-9-]+")]
    private static partial Regex OptionName();
}
