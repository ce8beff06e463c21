using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>A file of sliding tiles that cannot be read; the message is one line that names the file, line and place.</summary>
public sealed class TilesFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="line">The line, from 1; 0 for the file as a whole.</param>
    /// <param name="problem">What is wrong, where.</param>
    public TilesFormatException(string source, int line, string problem)
        : base(MessageText.OneLine(line > 0 ? $"{source}: line {line}: {problem}" : $"{source}: {problem}"))
    {
        Line = line;
    }

    /// <summary>The line, from 1; 0 for the file as a whole.</summary>
    public int Line { get; }
}
