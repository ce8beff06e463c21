namespace TinyRecursion.Tasks.Common;

/// <summary>Text from files in error messages: one line, cut short.</summary>
internal static class MessageText
{
    private const int LongestQuote = 40;

    /// <summary>Text from a file in quotes, cut to a length that suits a message.</summary>
    public static string Quote(string text) =>
        text.Length <= LongestQuote ? $"'{text}'" : $"'{text.AsSpan(0, LongestQuote)}…'";

    /// <summary>A message without line breaks or other control characters, whatever it quotes.</summary>
    public static string OneLine(string message) => string.Create(message.Length, message, static (target, text) =>
    {
        for (int i = 0; i < text.Length; i++)
        {
            target[i] = char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029' ? ' ' : text[i];
        }
    });
}
