using System.Globalization;
using System.Text;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Reading;

/// <summary>
/// Reads a text line by line through <see cref="CheckedText"/>, with a look at the next line, and holds no more than that. Where <c>#</c> starts
/// comments, it does at the start of a line or after a space or tab, up to the end of the line; a line with nothing else is left out.
/// After an error reading goes on with the next line.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="source">Its name, for messages.</param>
/// <param name="longest">The longest line that is read, in characters.</param>
/// <param name="comments">Whether <c>#</c> starts a comment.</param>
internal sealed class TextLines(TextReader text, string source, int longest, bool comments = true)
{
    private readonly CheckedText _text = new(text, source);
    private readonly StringBuilder _buffer = new();
    private string? _ahead;
    private bool _isAhead;
    private bool _within;
    private bool _skipsBlock;
    private int _aheadLine;

    /// <summary>Whether a comment may follow something else on its line.</summary>
    public bool TrailingComments { get; set; } = true;

    /// <summary>The text's name, for messages.</summary>
    public string Source => source;

    /// <summary>The number of the line that <see cref="Next"/> gave last, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Reads the instances of a text with one a line: of blank lines and comments nothing is left.</summary>
    /// <typeparam name="T">The instances.</typeparam>
    /// <param name="text">The text.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="longest">The longest line that is read, in characters.</param>
    /// <param name="none">What a text without an instance does not hold, such as <c>puzzle</c>.</param>
    /// <param name="parse">Reads the instance of a line, given with its number.</param>
    /// <param name="comments">Whether <c>#</c> starts a comment.</param>
    public static IEnumerable<T> Read<T>(TextReader text, string source, int longest, string none, Func<string, int, T> parse, bool comments = true)
        where T : class
    {
        return new InstanceSequence<T>(source, none, () =>
        {
            var lines = new TextLines(text, source, longest, comments);
            return () => lines.NextFilled() is { } line ? parse(line, lines.Line) : null;
        });
    }

    /// <summary>The next line, which stays the next one; null at the end of the text.</summary>
    /// <exception cref="InstanceFormatException">It is too long, or no text.</exception>
    public string? Peek()
    {
        if (_skipsBlock)
        {
            _skipsBlock = false;
            PassBlock();
        }

        while (!_isAhead)
        {
            if (_within)
            {
                _text.SkipLine();
            }

            (_aheadLine, _within) = (_text.Line, true);
            string? line = ReadLine();
            _within = false;
            _ahead = comments && line is not null ? WithoutComment(line) : line;
            _isAhead = line is not { Length: > 0 } || _ahead!.Length > 0;
            _ahead = TrailingComments || !_isAhead ? _ahead : line;
        }

        return _ahead;
    }

    /// <summary>Takes the next line; null at the end of the text.</summary>
    /// <inheritdoc cref="Peek"/>
    public string? Next()
    {
        string? line = Peek();
        (_isAhead, Line) = (false, _aheadLine);
        return line;
    }

    /// <summary>Takes the next line that is not blank, without spaces at its end; null at the end of the text.</summary>
    /// <inheritdoc cref="Peek"/>
    public string? NextFilled()
    {
        string? line;
        do
        {
            line = Next();
        }
        while (line is not null && IsBlank(line));

        return line?.TrimEnd(' ', '\t');
    }

    /// <summary>Makes the next line that of the next block, behind a blank line: for going on after an error in an instance of several lines.</summary>
    public void SkipBlock() => _skipsBlock = true;

    /// <summary>Whether a line holds spaces and tabs alone, or nothing.</summary>
    public static bool IsBlank(string line) => !line.AsSpan().ContainsAnyExcept(' ', '\t');

    private void PassBlock()
    {
        while (true)
        {
            try
            {
                if (Next() is not { } line || IsBlank(line))
                {
                    return;
                }
            }
            catch (InstanceFormatException)
            {
                // Another error in what is left out.
            }
        }
    }

    /// <summary>A line without its comment and the spaces before that.</summary>
    /// <param name="line">The line.</param>
    public static string WithoutComment(string line) => CommentIn(line) is >= 0 and var at ? line[..at].TrimEnd(' ', '\t') : line;

    /// <summary>Where the comment of a line starts; -1 for none.</summary>
    private static int CommentIn(string line)
    {
        int at = line.IndexOf('#', StringComparison.Ordinal);
        while (at > 0 && line[at - 1] is not (' ' or '\t'))
        {
            at = line.IndexOf('#', at + 1);
        }

        return at;
    }

    private string? ReadLine()
    {
        _buffer.Clear();
        if (_text.Peek() < 0)
        {
            return null;
        }

        for (int symbol; (symbol = _text.Read()) is >= 0 and not '\n';)
        {
            if (_buffer.Length == longest)
            {
                throw new InstanceFormatException(
                    source, _aheadLine, string.Create(CultureInfo.InvariantCulture, $"column {longest + 1}"), $"the line is longer than {longest} characters");
            }

            _buffer.Append((char)symbol);
        }

        return _buffer.ToString();
    }
}
