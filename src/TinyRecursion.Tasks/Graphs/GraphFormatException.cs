using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>A graph file that cannot be read; the message is one line that names the file, line and column.</summary>
public sealed class GraphFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="line">The line, from 1; 0 for the file as a whole.</param>
    /// <param name="column">The column, from 1; 0 for the line as a whole.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    public GraphFormatException(string source, int line, int column, string problem)
        : base(MessageText.OneLine(
            source + (line > 0 ? $": line {line}" : string.Empty) + (column > 0 ? $", column {column}" : string.Empty) + ": " + problem))
    {
        (Line, Column) = (line, column);
    }

    /// <summary>The line, from 1; 0 for the file as a whole.</summary>
    public int Line { get; }

    /// <summary>The column, from 1; 0 for the line as a whole.</summary>
    public int Column { get; }
}
