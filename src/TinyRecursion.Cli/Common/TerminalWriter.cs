using System.Buffers;
using System.Text;
using TinyRecursion.IO;

namespace TinyRecursion.Cli.Common;

/// <summary>
/// The way of all text to a terminal: names and texts of files may hold characters that would act there, which are shown instead
/// (<see cref="MessageLine"/>). Colours pass where the terminal shows them.
/// </summary>
/// <param name="inner">Where the text goes.</param>
/// <param name="colours">Whether sequences that set colours pass.</param>
/// <param name="isVital">Whether a text that cannot be written is an error; of what is said beside the answers it is not.</param>
internal sealed class TerminalWriter(TextWriter inner, bool colours, bool isVital = true) : TextWriter(inner.FormatProvider)
{
    private const char Escape = '\e';

    private static readonly SearchValues<char> Parameters = SearchValues.Create("0123456789;");

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value) => Guarded(() => WriteText(value));

    public override void WriteLine(string? value) => Guarded(() => WriteTextLine(value));

    public override void Flush() => Guarded(inner.Flush);

    // A full disk or a closed standard error loses no answer, and changes no exit code.
    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (!isVital && (error is IOException or UnauthorizedAccessException or ObjectDisposedException))
        {
        }
    }

    private void WriteText(string? value)
    {
        string text = value ?? string.Empty;
        for (int at = colours ? text.IndexOf(Escape, StringComparison.Ordinal) : -1; at >= 0; at = text.IndexOf(Escape, StringComparison.Ordinal))
        {
            int length = ColourAt(text.AsSpan(at));
            inner.Write(MessageLine.OfLines(text[..at]));
            inner.Write(length > 0 ? text.Substring(at, length) : MessageLine.Of(text[at].ToString()));
            text = text[(at + Math.Max(length, 1))..];
        }

        inner.Write(MessageLine.OfLines(text));
    }

    private void WriteTextLine(string? value)
    {
        if (colours)
        {
            WriteText(value);
            value = string.Empty;
        }

        inner.WriteLine(MessageLine.OfLines(value ?? string.Empty));
    }

    /// <summary>The length of a sequence that sets a colour, which a text begins with; 0 for another.</summary>
    private static int ColourAt(ReadOnlySpan<char> text)
    {
        int end = text.Length > 2 && text[1] == '[' ? text[2..].IndexOfAnyExcept(Parameters) : -1;
        return end >= 0 && text[2 + end] == 'm' ? end + 3 : 0;
    }
}
