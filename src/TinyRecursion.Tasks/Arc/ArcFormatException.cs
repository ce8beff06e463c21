using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Arc;

/// <summary>
/// An ARC file that cannot be read; the message is one line that names the file, the line, the place in the task, what
/// was expected and what was found.
/// </summary>
public sealed class ArcFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="line">The line, from 1; 0 for the file as a whole.</param>
    /// <param name="place">
    /// The place, such as <c>train[2].output row 4</c>, empty for the line as a whole. Pairs count from 0 as JSON paths
    /// do, rows and cells from 1.
    /// </param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="inner">What was caught, if anything.</param>
    public ArcFormatException(string source, int line, string place, string problem, Exception? inner = null)
        : base(
            MessageText.OneLine(
                source + (line > 0 ? $": line {line}" : string.Empty) + (string.IsNullOrEmpty(place) ? ": " : $": {place}: ") + problem),
            inner)
    {
        (Line, Place) = (line, place);
    }

    /// <summary>The line, from 1; 0 for the file as a whole.</summary>
    public int Line { get; }

    /// <summary>The place in the task, empty for the line as a whole.</summary>
    public string Place { get; }
}
