using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>Reads files of expressions (<see cref="TextLines"/>), one a line, optionally followed by <c>=</c> and the value.</summary>
internal static class ArithmeticFile
{
    /// <summary>The longest line that is read, in characters.</summary>
    public const int MaximumLineLength = 1 << 22;

    /// <summary>Reads expressions as they are asked for.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="InstanceFormatException">A line is no expression, or there is none at all.</exception>
    public static IEnumerable<ArithmeticInstance> Read(TextReader reader, string name)
    {
        return TextLines.Read(reader, name, MaximumLineLength, "expression", (text, line) => Parse(text, name, line));
    }

    /// <summary>An expression as a line that <see cref="Read"/> reads, without a line end.</summary>
    /// <param name="instance">The expression.</param>
    public static string ToLine(ArithmeticInstance instance)
    {
        return instance.Label is { } label ? $"{instance.Text} = {label}" : instance.Text;
    }

    private static ArithmeticInstance Parse(string text, string name, int line)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return new ArithmeticInstance(text.Trim(), ExpressionParser.Parse(text, name, line), null, line);
        }

        ReadOnlySpan<char> label = text.AsSpan(equals + 1).Trim(" \t");
        bool negative = label.StartsWith("-");
        label = negative ? label[1..] : label;
        return new ArithmeticInstance(
            text[..equals].Trim(), ExpressionParser.Parse(text.AsSpan(0, equals), name, line),
            label.IndexOfAnyExceptInRange('0', '9') < 0 && !label.IsEmpty
                ? Signed(DecimalNumber.Parse(label), negative)
                : throw new InstanceFormatException(name, line, $"column {equals + 2}", $"expected a number after '=', found {MessageText.Quote(label.ToString())}"),
            line);
    }

    private static DecimalNumber Signed(DecimalNumber number, bool negative) => negative ? number.Negate() : number;
}
