using System.Text.RegularExpressions;
using TinyRecursion.Cli.Tests;
using TinyRecursion.Tasks.Standard;
using Xunit;

namespace TinyRecursion.Docs.Tests;

/// <summary>Every command and option that a sentence, or a block that is not run, names exists.</summary>
public partial class SentenceTests
{
    public static TheoryData<string> Pages => [.. Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal) && Commands((string)file).Any())];

    [GeneratedRegex(@"(?:^|\| |`)trm ([a-z][^|`\n;>#]*)", RegexOptions.Multiline)]
    private static partial Regex Command { get; }

    [GeneratedRegex("--[a-z0-9-]+")]
    private static partial Regex OptionName { get; }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_of_a_sentence_exists(string page)
    {
        foreach (string[] words in Commands(page))
        {
            string help = await Help(words[..1]);
            Assert.Contains($"trm {words[0]} ", help, StringComparison.Ordinal);
            if (words is ["export", "c", ..])
            {
                help = await Help(words[..2]);
            }
            else if (words is [not "export", _, ..] && help.Contains("\nCommands:", StringComparison.Ordinal))
            {
                // TASK and THEOREM stand for any, and so does a sentence that names none.
                string task = words[1].StartsWith('-') || words[1].All(char.IsAsciiLetterUpper) ? "maze" : words[1];
                help = await Help([words[0], task]);
                Assert.Contains($"trm {words[0]} {task} ", help, StringComparison.Ordinal);
            }

            string[] known = [.. OptionName.Matches(help).Select(match => match.Value)];
            Assert.All(words.Where(word => word.StartsWith("--", StringComparison.Ordinal)), option => Assert.Contains(option, known));
        }
    }

    private static async Task<string> Help(string[] path) =>
        (await CapturedConsole.Run(string.Empty, () => Cli.Trm.RunAsync([.. path, "--help"], StandardTasks.All))).Output;

    // As words without 'trm'. The page that 'trm help' prints is not its own.
    private static IEnumerable<string[]> Commands(string file)
    {
        Page page = Page.Of(file);
        string left = string.Concat(page.Blocks.Where(block => block.Note("not run").Any()).Select(block => block.Text.Replace("\\\n", " ", StringComparison.Ordinal)));
        return Command.Matches(page.Prose + "\n" + left)
            .Select(match => match.Groups[1].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0 && words[0] != "help");
    }
}
