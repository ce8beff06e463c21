using System.Globalization;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>Walks over the columns of a line, which spaces and tabs part.</summary>
/// <param name="text">The line.</param>
/// <param name="source">The file's name for errors.</param>
/// <param name="line">The line's number for errors.</param>
internal sealed class LineFields(string text, string source, int line)
{
    private int _start;
    private int _end;

    /// <summary>The current column's text.</summary>
    public ReadOnlySpan<char> Current => text.AsSpan(_start, _end - _start);

    /// <summary>Where the current column starts, from 1.</summary>
    public int Column => _start + 1;

    /// <summary>Goes to the next column; false at the end of the line.</summary>
    public bool TryNext()
    {
        _start = _end;
        while (_start < text.Length && IsSpace(text[_start]))
        {
            _start++;
        }

        _end = _start;
        while (_end < text.Length && !IsSpace(text[_end]))
        {
            _end++;
        }

        return _end > _start;
    }

    /// <summary>Goes to the next column, which must be there.</summary>
    /// <param name="what">What it holds, for the error.</param>
    public ReadOnlySpan<char> Next(string what) => TryNext() ? Current : throw Error($"expected {what}, found the end of the line");

    /// <summary>Goes to the next column, which is a number from 0.</summary>
    /// <param name="what">What it holds, for the error.</param>
    /// <param name="most">The largest that is allowed.</param>
    public int Count(string what, int most) =>
        int.TryParse(Next(what), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most
            ? number
            : throw Error($"expected {what}, 0 to {most}, found {MessageText.Quote(Current.ToString())}");

    /// <summary>An error at a place in the current column.</summary>
    public InstanceFormatException Error(string problem, int offset = 0) => new(source, line, $"column {Column + offset}", problem);

    private static bool IsSpace(char symbol) => symbol is ' ' or '\t';
}
