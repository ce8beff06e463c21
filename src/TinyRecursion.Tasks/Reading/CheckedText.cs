namespace TinyRecursion.Tasks.Reading;

/// <summary>
/// The characters of an input, each with its place. What no format holds is refused where it stands: bytes that are not UTF-8, control
/// characters but for tabs and line ends, a carriage return alone, a byte-order mark that is not the first character. CRLF is read as LF.
/// </summary>
/// <param name="text">The text; a decoder that replaces what is not UTF-8 by U+FFFD does.</param>
/// <param name="source">Its name, for messages.</param>
internal sealed class CheckedText(TextReader text, string source)
{
    private const char ByteOrderMark = '\uFEFF', Replacement = '\uFFFD';
    private const int End = -1;

    private readonly char[] _buffer = new char[4096];
    private int _at;
    private int _length;
    private bool _begun;

    /// <summary>The line of the next character, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The column of the next character, from 1.</summary>
    public int Column { get; private set; } = 1;

    /// <summary>The next character without taking it; -1 at the end.</summary>
    /// <exception cref="InstanceFormatException">No text holds it.</exception>
    public int Peek()
    {
        int symbol = Fetch();
        if (!_begun)
        {
            _begun = true;
            if (symbol == ByteOrderMark)
            {
                _at++;
                symbol = Fetch();
            }
        }

        if (symbol == '\r')
        {
            _at++;
            symbol = Fetch() is '\n' or End ? Fetch() : throw Refused("a carriage return alone ends no line: lines end with LF or CRLF", taken: true);
        }

        return symbol switch
        {
            Replacement => throw Refused("not UTF-8", taken: false),
            ByteOrderMark => throw Refused("a byte-order mark (U+FEFF) within the text", taken: false),
            >= 0 and not ('\t' or '\n') when char.IsControl((char)symbol) => throw Refused($"a control character (U+{symbol:X4})", taken: false),
            _ => symbol,
        };
    }

    /// <summary>Takes the next character; -1 at the end.</summary>
    /// <inheritdoc cref="Peek"/>
    public int Read()
    {
        int symbol = Peek();
        if (symbol != End)
        {
            Take(symbol);
        }

        return symbol;
    }

    /// <summary>Goes to the start of the next line, whatever the rest of this one holds.</summary>
    public void SkipLine()
    {
        for (int symbol = 0; symbol != '\n' && (symbol = Fetch()) != End;)
        {
            Take(symbol);
        }
    }

    /// <summary>An error at the next character.</summary>
    /// <param name="problem">What is wrong.</param>
    public InstanceFormatException Error(string problem) => new(source, Line, $"column {Column}", problem);

    private InstanceFormatException Refused(string problem, bool taken)
    {
        InstanceFormatException error = Error(problem);
        _at += taken ? 0 : 1;
        Column++;
        return error;
    }

    private void Take(int symbol)
    {
        _at++;
        (Line, Column) = symbol == '\n' ? (Line + 1, 1) : (Line, Column + 1);
    }

    private int Fetch()
    {
        if (_at == _length)
        {
            (_at, _length) = (0, text.Read(_buffer, 0, _buffer.Length));
        }

        return _length == 0 ? End : _buffer[_at];
    }
}
