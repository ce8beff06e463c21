using System.Text;
using System.Text.RegularExpressions;

namespace TinyRecursion.Docs.Tests;

/// <summary>A line of a block of commands.</summary>
/// <param name="Text">The line as it stands, continued lines joined, a here-document with its lines.</param>
/// <param name="ExitCode">What it ends with: 0 unless a comment behind it says otherwise.</param>
internal sealed partial record CommandLine(string Text, int ExitCode)
{
    [GeneratedRegex(@"\s+#\s(?<comment>[^'""]*)$")]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"ends with (?<code>\d+)")]
    private static partial Regex Ending { get; }

    [GeneratedRegex(@"<<'?(?<end>\w+)'?")]
    private static partial Regex HereDocument { get; }

    /// <summary>The command lines of a block.</summary>
    public static IEnumerable<CommandLine> Of(Block block)
    {
        var lines = new Queue<string>(block.Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'));
        while (lines.TryDequeue(out string? line))
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            if (HereDocument.Match(line) is { Success: true } here)
            {
                var text = new StringBuilder(line);
                while (lines.TryDequeue(out string? next))
                {
                    text.Append('\n').Append(next);
                    if (next == here.Groups["end"].Value)
                    {
                        break;
                    }
                }

                yield return new CommandLine(text.Append('\n').ToString(), 0);
                continue;
            }

            string comment = Comment.Match(line).Groups["comment"].Value;
            yield return new CommandLine(
                Comment.Replace(line, string.Empty).TrimEnd(), Ending.Match(comment) is { Success: true } ending ? int.Parse(ending.Groups["code"].Value, null) : 0);
        }
    }

    /// <summary>The commands that pipes connect.</summary>
    public IEnumerable<string> Stages() => HereDocument.IsMatch(Text) ? [Text] : Split(Text, '|').Select(stage => stage.Trim());

    /// <summary>The words of a command, without their quotes; a redirection stands before its file.</summary>
    public static string[] Words(string stage) => [.. Split(stage, ' ').Where(word => word.Length > 0).Select(Unquote)];

    private static string Unquote(string word) => word.Replace("\"", string.Empty, StringComparison.Ordinal).Replace("'", string.Empty, StringComparison.Ordinal);

    private static IEnumerable<string> Split(string text, char separator)
    {
        char quote = '\0';
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (quote == '\0' && text[i] == separator)
            {
                yield return text[start..i];
                start = i + 1;
            }
            else if (text[i] is '"' or '\'' && (quote == '\0' || quote == text[i]))
            {
                quote = quote == '\0' ? text[i] : '\0';
            }
        }

        yield return text[start..];
    }
}
