using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>A file of formulas that cannot be read; the message is one line that names the file and the place.</summary>
public sealed class CnfFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="line">The line, from 1; 0 for the file as a whole.</param>
    /// <param name="column">The column, from 1; 0 for the line as a whole.</param>
    /// <param name="problem">What is wrong.</param>
    public CnfFormatException(string source, int line, int column, string problem)
        : base(MessageText.OneLine(
            source + (line > 0 ? $": line {line}" : string.Empty) + (column > 0 ? $": column {column}" : string.Empty) + $": {problem}"))
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line, from 1; 0 for the file as a whole.</summary>
    public int Line { get; }

    /// <summary>The column, from 1; 0 for the line as a whole.</summary>
    public int Column { get; }
}
