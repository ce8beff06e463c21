using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>Text that is no expression. The message is one line: the source, the line where there is one, the column, and what is wrong there.</summary>
public sealed class ArithmeticFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">Where the text comes from.</param>
    /// <param name="line">Its line, from 1; 0 for none.</param>
    /// <param name="problem">What is wrong, with the column.</param>
    public ArithmeticFormatException(string source, int line, string problem)
        : base(MessageText.OneLine(line > 0 ? $"{source}:{line}: {problem}" : $"{source}: {problem}"))
    {
    }
}
