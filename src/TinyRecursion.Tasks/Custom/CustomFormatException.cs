using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Custom;

/// <summary>A file of instances that cannot be read; the message is one line that names the file, the line and the place in its JSON.</summary>
public sealed class CustomFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="line">The line, from 1; 0 for the file as a whole.</param>
    /// <param name="path">The place, such as <c>groups.row[2][0]</c>; empty for the line as a whole.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    public CustomFormatException(string source, int line, string path, string problem)
        : base(MessageText.OneLine(
            source + (line > 0 ? $": line {line}" : string.Empty) + (path.Length > 0 ? $": {path}" : string.Empty) + ": " + problem))
    {
        (Line, Path) = (line, path);
    }

    /// <summary>The line, from 1; 0 for the file as a whole.</summary>
    public int Line { get; }

    /// <summary>The place in the line's JSON; empty for the line as a whole.</summary>
    public string Path { get; }
}
