namespace TinyRecursion.IO;

/// <summary>Messages that contain text from files, command lines or the system.</summary>
internal static class MessageLine
{
    /// <summary>A message as one line: neither a line break nor a terminal's escape sequence gets from a hostile name or file into a log.</summary>
    /// <param name="message">The message.</param>
    public static string Of(string message) => string.Create(message.Length, message, static (target, text) =>
    {
        for (int i = 0; i < text.Length; i++)
        {
            target[i] = char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029' ? ' ' : text[i];
        }
    });
}
