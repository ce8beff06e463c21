using TinyRecursion.IO;

namespace TinyRecursion.Tasks;

/// <summary>Text that holds no instance of a task; the message is one line that names the source, the line and the place in it.</summary>
public sealed class InstanceFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">The file, or another name of the text.</param>
    /// <param name="line">The line, from 1; 0 for the text as a whole.</param>
    /// <param name="place">The place in the line, such as <c>column 7</c> or <c>labels[3]</c>; empty for the line as a whole.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="inner">The cause, or null.</param>
    public InstanceFormatException(string source, int line, string place, string problem, Exception? inner = null)
        : base(
            MessageLine.Of(
                source + (line > 0 ? $": line {line}" : string.Empty) + (string.IsNullOrEmpty(place) ? string.Empty : $": {place}") + $": {problem}"),
            inner)
    {
        (Line, Place) = (line, place);
    }

    /// <summary>The line, from 1; 0 for the text as a whole.</summary>
    public int Line { get; }

    /// <summary>The place in the line; empty for the line as a whole.</summary>
    public string Place { get; }
}
