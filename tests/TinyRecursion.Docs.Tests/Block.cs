namespace TinyRecursion.Docs.Tests;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page's file.</param>
/// <param name="Line">The line of its first fence.</param>
/// <param name="Language">What it holds: nothing for commands, <c>output</c> for what they print, <c>csharp</c>, the name of a task.</param>
/// <param name="Words">What follows the language.</param>
/// <param name="Text">The text between the fences.</param>
/// <param name="Notes">The invisible comments before it.</param>
internal sealed record Block(string Page, int Line, string Language, string[] Words, string Text, string[] Notes)
{
    /// <summary>Where it stands, for messages.</summary>
    public string Place => $"{Page}:{Line}";

    /// <summary>What the comments of a kind say, such as <c>short: --updates 2</c>.</summary>
    public IEnumerable<string> Note(string kind) => Notes.Where(note => note.StartsWith(kind + ":", StringComparison.Ordinal)).Select(note => note[(kind.Length + 1)..].Trim());
}
