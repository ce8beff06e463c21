using System.Text.RegularExpressions;

namespace TinyRecursion.Docs.Tests;

/// <summary>A page in Markdown: its blocks, headings and links.</summary>
internal sealed partial class Page
{
    private static readonly Dictionary<string, Page> Read = [];

    private Page(string file)
    {
        File = file;
        Text = Repository.Read(file);
        Blocks = [.. Fence.Matches(Text).Select(ToBlock)];
        Prose = Fence.Replace(Text, match => string.Concat(Enumerable.Repeat("\n", match.Value.Count(c => c == '\n'))));
        Anchors = Heading.Matches(Prose).Select(match => Slug(match.Groups["title"].Value)).ToHashSet();
        Links = [.. Link.Matches(Prose).Select(match => match.Groups["target"].Value)];
    }

    /// <summary>Its file, relative to the root.</summary>
    public string File { get; }

    /// <summary>All of it.</summary>
    public string Text { get; }

    /// <summary>It without its blocks, line for line.</summary>
    public string Prose { get; }

    /// <summary>Its fenced blocks in order.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>What its headings are called in links.</summary>
    public IReadOnlySet<string> Anchors { get; }

    /// <summary>Where its links and pictures lead.</summary>
    public IReadOnlyList<string> Links { get; }

    [GeneratedRegex(@"(?<notes>(?:^<!--(?:(?!-->)[\s\S])*-->\s*\n)*)^```(?<language>[a-z]*)(?<words>[^\n`]*)\n(?<text>[\s\S]*?)^```[^\S\n]*$", RegexOptions.Multiline)]
    private static partial Regex Fence { get; }

    [GeneratedRegex(@"<!--\s*(?<note>[\s\S]*?)\s*-->")]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"^#+ (?<title>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading { get; }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"[^\p{L}\p{N}\-_ ]")]
    private static partial Regex Punctuation { get; }

    /// <summary>A page of the repository.</summary>
    public static Page Of(string file)
    {
        lock (Read)
        {
            return Read.TryGetValue(file, out Page? page) ? page : Read[file] = new Page(file);
        }
    }

    private static string Slug(string title) => Punctuation.Replace(title.Trim(), string.Empty).Replace(' ', '-').ToLowerInvariant();

    private Block ToBlock(Match match)
    {
        int line = Text.AsSpan(0, match.Groups["language"].Index).Count('\n') + 1;
        return new Block(
            File, line, match.Groups["language"].Value, match.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            match.Groups["text"].Value, [.. Comment.Matches(match.Groups["notes"].Value).Select(note => note.Groups["note"].Value)]);
    }
}
