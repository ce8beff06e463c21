using System.Text;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>
/// Reads files of expressions, one a line, optionally followed by <c>=</c> and the value. Blank lines, lines that start
/// with <c>#</c>, a byte-order mark and CRLF line ends do not matter.
/// </summary>
public static class ArithmeticFile
{
    /// <summary>The longest line that is read, in characters.</summary>
    public const int MaximumLineLength = 1 << 22;

    /// <summary>Reads a file, or standard input for <c>-</c>, line by line.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="ArithmeticFormatException">A line is no expression, or there is none at all.</exception>
    public static IEnumerable<ArithmeticExample> Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        return ReadLines(reader, name);
    }

    private static IEnumerable<ArithmeticExample> ReadLines(TextReader reader, string name)
    {
        var buffer = new StringBuilder();
        bool any = false;
        for (int line = 1; BoundedLine.Read(reader, buffer, MaximumLineLength, out bool tooLong); line++)
        {
            if (tooLong)
            {
                throw new ArithmeticFormatException(name, line, $"column {MaximumLineLength + 1}: the line is longer than {MaximumLineLength} characters");
            }

            string text = buffer.ToString();
            text = line == 1 ? text.TrimStart('\uFEFF') : text;
            if (!string.IsNullOrWhiteSpace(text) && text[0] != '#')
            {
                any = true;
                yield return Parse(text, name, line);
            }
        }

        if (!any)
        {
            throw new ArithmeticFormatException(name, 0, "holds no expression");
        }
    }

    private static ArithmeticExample Parse(string text, string name, int line)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return new ArithmeticExample(text.Trim(), ExpressionParser.Parse(text, name, line), null, line);
        }

        ReadOnlySpan<char> label = text.AsSpan(equals + 1).Trim();
        bool negative = label.StartsWith("-");
        label = negative ? label[1..] : label;
        return new ArithmeticExample(
            text[..equals].Trim(), ExpressionParser.Parse(text.AsSpan(0, equals), name, line),
            label.IndexOfAnyExceptInRange('0', '9') < 0 && !label.IsEmpty
                ? Signed(DecimalNumber.Parse(label), negative)
                : throw new ArithmeticFormatException(name, line, $"column {equals + 2}: expected a number after '=', found {MessageText.Quote(label.ToString())}"),
            line);
    }

    private static DecimalNumber Signed(DecimalNumber number, bool negative) => negative ? number.Negate() : number;
}
