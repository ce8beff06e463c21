using System.Text;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Maze;

/// <summary>Reads a maze file line by line, with a look at the next line and without what does not matter.</summary>
/// <param name="reader">The text.</param>
/// <param name="name">The name that errors give.</param>
internal sealed class MazeLineReader(TextReader reader, string name)
{
    private readonly StringBuilder _buffer = new();
    private bool _ahead;

    /// <summary>The number of the line that <see cref="Peek"/> shows, from 1.</summary>
    public int Line { get; private set; }

    private string? Ahead { get; set; }

    /// <summary>The next line without its line end; null at the end of the text. It stays the next one.</summary>
    /// <exception cref="InstanceFormatException">It is too long.</exception>
    public string? Peek()
    {
        if (!_ahead)
        {
            Line++;
            bool any = BoundedLine.Read(reader, _buffer, MazeFile.MaximumLineLength, out bool tooLong);
            Ahead = tooLong
                ? throw new InstanceFormatException(
                    name, Line, $"column {MazeFile.MaximumLineLength + 1}", $"the line is longer than {MazeFile.MaximumLineLength} characters")
                : any ? Trim(_buffer.ToString()) : null;
            _ahead = true;
        }

        return Ahead;
    }

    /// <summary>Takes the next line.</summary>
    public string? Next()
    {
        string? line = Peek();
        _ahead = false;
        return line;
    }

    private string Trim(string text)
    {
        text = text.EndsWith('\r') ? text[..^1] : text;
        return Line == 1 ? text.TrimStart('\uFEFF') : text;
    }
}
