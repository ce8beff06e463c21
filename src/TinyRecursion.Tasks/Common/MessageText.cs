namespace TinyRecursion.Tasks.Common;

/// <summary>Text from files in error messages: one line, cut short.</summary>
internal static class MessageText
{
    private const int LongestQuote = 40;

    /// <summary>Text from a file in quotes, cut to a length that suits a message.</summary>
    public static string Quote(string text) =>
        text.Length <= LongestQuote ? $"'{text}'" : $"'{text.AsSpan(0, LongestQuote)}…'";
}
