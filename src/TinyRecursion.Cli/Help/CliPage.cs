using System.CommandLine;
using System.Text;

namespace TinyRecursion.Cli.Help;

/// <summary>The page <c>docs/cli.md</c>: every command with its help, made of the program itself.</summary>
internal static class CliPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="root">The program.</param>
    public static string Of(RootCommand root)
    {
        var page = new StringBuilder();
        page.Append(
            """
            # The command line

            What `trm help` prints, verb by verb; this page is made by `trm help --markdown`. Options of every command: `--help`. Exit codes: 0 done, 1
            something unsolved or below what was asked, 2 bad usage or input, 3 a bug, 130 cancelled, 141 the reader of the output has gone; with `--competition` 10 satisfied, 20 refuted, 0 unknown.
            Numbers are read the same in every culture.


            """);
        AppendText(page, root);
        foreach (Command verb in root.Subcommands.Where(own => !own.Hidden))
        {
            page.Append("\n## trm ").Append(verb.Name).Append('\n').Append('\n');
            Command[] tasks = [.. verb.Subcommands.Where(own => !own.Hidden)];
            AppendText(page, verb);
            HashSet<string> shared = Shared(tasks);
            if (shared.Count > 0)
            {
                AppendLines(page.Append("\nOptions of most of them:\n\n"), tasks.SelectMany(HelpPage.Options).Select(Line).Where(shared.Contains).Distinct());
            }

            foreach (Command task in tasks.Where(own => own.Action is not null && !own.Description!.StartsWith("Not there", StringComparison.Ordinal)))
            {
                page.Append("\n### trm ").Append(verb.Name).Append(' ').Append(task.Name).Append('\n').Append('\n');
                foreach (string paragraph in HelpPage.Paragraphs(task))
                {
                    page.Append(paragraph).Append('\n').Append('\n');
                }

                page.Append("```text\n").Append(HelpPage.Usage(task)).Append("\n```\n");
                string[] own = [.. HelpPage.Options(task).Select(Line).Where(line => !shared.Contains(line))];
                if (own.Length > 0)
                {
                    AppendLines(page.Append('\n'), own);
                }
            }
        }

        return page.ToString();
    }

    // What at least half of the tasks of a verb have is told once.
    private static HashSet<string> Shared(Command[] tasks) => [.. tasks.SelectMany(HelpPage.Options).Select(Line)
        .GroupBy(line => line).Where(group => group.Count() > 1 && group.Count() * 2 >= tasks.Length).Select(group => group.Key)];

    private static void AppendText(StringBuilder page, Command command) => page.Append("```text\n").Append(HelpPage.Of(command, 100)).Append("```\n");

    private static void AppendLines(StringBuilder page, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            page.Append(line).Append('\n');
        }
    }

    private static string Line(Option option) => $"- `{HelpPage.Call(option)}`: {option.Description?.Replace('\n', ' ')}";
}
