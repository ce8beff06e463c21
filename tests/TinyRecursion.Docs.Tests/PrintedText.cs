using System.Text.RegularExpressions;

namespace TinyRecursion.Docs.Tests;

/// <summary>What a page says that commands print: word for word, but for times, and with <c>…</c> for what is left out.</summary>
internal static partial class PrintedText
{
    [GeneratedRegex(@"[0-9](?:[0-9,]|\\\.)*\\ (?<unit>s|ms|µs|KB|MB)\b")]
    private static partial Regex Measured { get; }

    /// <summary>Whether the text was printed.</summary>
    public static bool IsIn(string printed, string text)
    {
        string pattern = Regex.Escape(text.Trim());
        pattern = Measured.Replace(pattern, @"[0-9.,]+\ ${unit}").Replace(@"\n…\n", @"\n[\s\S]*?\n", StringComparison.Ordinal).Replace("…", ".*?", StringComparison.Ordinal);
        return Regex.IsMatch(printed.Replace("\r\n", "\n", StringComparison.Ordinal), pattern);
    }
}
