using System.Buffers;
using System.Globalization;
using System.Text;

namespace TinyRecursion.IO;

/// <summary>
/// Text that someone else wrote (in files, in names of files, on a command line) on its way to a terminal or a log: characters that would act
/// there instead of being seen are shown as JSON escapes, such as <c>\u001b</c>.
/// </summary>
internal static class MessageLine
{
    /// <summary>The first character behind the second block of control characters.</summary>
    private const int FirstPrintable = 0xa0;

    /// <summary>Marks and overrides of the direction of text, and separators of lines and paragraphs.</summary>
    private const string Directions = "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    private static readonly SearchValues<char> Acting = SearchValues.Create(Characters(keepLines: false));
    private static readonly SearchValues<char> ActingInLines = SearchValues.Create(Characters(keepLines: true));

    /// <summary>A text as one line: no line break and no escape sequence gets through.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) => Shown(text, Acting);

    /// <summary>A text of several lines: line breaks, tabs and returns to the beginning of a line stay.</summary>
    /// <param name="text">The text.</param>
    public static string OfLines(string text) => Shown(text, ActingInLines);

    /// <summary>Whether a single character of a text of several lines would act.</summary>
    internal static bool Acts(char character) => ActingInLines.Contains(character);

    private static string Shown(string text, SearchValues<char> acting)
    {
        if (text.AsSpan().IndexOfAny(acting) < 0)
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            _ = !acting.Contains(c) ? shown.Append(c)
                : c switch
                {
                    '\n' => shown.Append("\\n"),
                    '\r' => shown.Append("\\r"),
                    '\t' => shown.Append("\\t"),
                    _ => shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                };
        }

        return shown.ToString();
    }

    private static string Characters(bool keepLines) => Directions + string.Concat(
        Enumerable.Range(0, FirstPrintable).Select(code => (char)code).Where(c => char.IsControl(c) && !(keepLines && (c is '\n' or '\r' or '\t'))));
}
