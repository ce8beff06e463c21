using System.Globalization;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>Walks over a DIMACS text word by word, holding one word at a time.</summary>
/// <param name="reader">The text.</param>
/// <param name="source">The file's name for errors.</param>
internal sealed class DimacsCursor(TextReader reader, string source)
{
    /// <summary>No word that means anything is longer.</summary>
    private const int LongestWord = 16;

    private readonly CheckedText _text = new(reader, source);
    private readonly char[] _word = new char[LongestWord];
    private int _length;

    /// <summary>The line of the last word, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The column of the last word, from 1.</summary>
    public int Column { get; private set; }

    /// <summary>Whether the last word is the first of its line.</summary>
    public bool StartsLine { get; private set; }

    /// <summary>The last word.</summary>
    public ReadOnlySpan<char> Word => _word.AsSpan(0, _length);

    /// <summary>Goes to the next word; false at the end of the text.</summary>
    /// <exception cref="InstanceFormatException">It is longer than any that means something.</exception>
    public bool Next()
    {
        int before = Line;
        while (IsSpace(_text.Peek()))
        {
            _text.Read();
        }

        (Line, Column, _length) = (_text.Line, _text.Column, 0);
        StartsLine = Line != before;
        while (_text.Peek() is int symbol and >= 0 && !IsSpace(symbol))
        {
            if (_length == LongestWord)
            {
                throw Error($"a word longer than {LongestWord} characters");
            }

            _word[_length++] = (char)_text.Read();
        }

        return _length > 0;
    }

    /// <summary>Goes past the rest of the line.</summary>
    public void SkipLine()
    {
        while (_text.Line == Line && _text.Read() >= 0)
        {
        }
    }

    /// <summary>The last word as a number.</summary>
    /// <param name="what">What is expected, for the error.</param>
    /// <exception cref="InstanceFormatException">It is not a number.</exception>
    public int Number(string what) =>
        int.TryParse(Word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Error(_length == 0 ? $"expected {what}, found the end of the text" : $"expected {what}, found {MessageText.Quote(Word.ToString())}");

    /// <summary>An error at the last word.</summary>
    public InstanceFormatException Error(string problem) => new(source, Line, $"column {Column}", problem);

    private static bool IsSpace(int symbol) => symbol is ' ' or '\t' or '\n';
}
