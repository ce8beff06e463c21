using System.Text;
using System.Text.Json;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Arc;

/// <summary>
/// Reads JSON values one after the other from a stream, a token at a time through one buffer of fixed size, and knows
/// the line. What a file makes us hold is that buffer.
/// </summary>
internal sealed class ArcJson
{
    /// <summary>The longest word (a name, a string or a number) that is read, in bytes.</summary>
    public const int LongestWord = 1 << 14;

    private const int MaximumDepth = 16, LongestExcerpt = 40;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[4 * LongestWord];
    private JsonReaderState _state = new(new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = MaximumDepth });
    private int _start;
    private int _end;
    private bool _finished;
    private (int Start, int Length) _word;

    public ArcJson(Stream stream)
    {
        _stream = stream;
        Fill();
        if (_buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble))
        {
            _start = Encoding.UTF8.Preamble.Length;
        }
    }

    /// <summary>The line of the token just read, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>How deep the token just read lies in objects and lists.</summary>
    public int Depth { get; private set; }

    /// <summary>What was just read.</summary>
    public JsonTokenType Token { get; private set; }

    /// <summary>The name or string just read.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>The whole number just read; -1 for another number.</summary>
    public int Number { get; private set; }

    /// <summary>Reads the next token; false at the end of the stream, after a whole number of values.</summary>
    /// <exception cref="FormatException">No JSON, with the reason.</exception>
    public bool Read()
    {
        try
        {
            while (true)
            {
                if (_finished && Depth == 0 && _buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(" \t\r\n"u8) < 0)
                {
                    return false;
                }

                if (TryRead())
                {
                    return true;
                }

                if (_finished)
                {
                    throw new FormatException("the file ends within a value");
                }

                if (_start == 0 && _end == _buffer.Length)
                {
                    throw new FormatException($"a word is longer than {LongestWord} bytes");
                }

                Fill();
            }
        }
        catch (JsonException error)
        {
            Line = (int)error.LineNumber.GetValueOrDefault() + 1;
            throw new FormatException($"expected JSON, found an error at byte {error.BytePositionInLine.GetValueOrDefault() + 1} of the line", error);
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException("a string is not Unicode", error);
        }
    }

    /// <summary>What was just read, for messages.</summary>
    public string Found() => Token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.EndArray => "the end of the list",
        JsonTokenType.EndObject => "the end of the object",
        JsonTokenType.String or JsonTokenType.PropertyName => MessageText.Quote(Text),
        _ => Encoding.UTF8.GetString(_buffer, _word.Start, Math.Min(_word.Length, LongestExcerpt)),
    };

    private bool TryRead()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _finished, _state);
        bool found = reader.Read();
        int consumed = (int)reader.BytesConsumed;
        if (found)
        {
            Depth = reader.CurrentDepth;
            Token = reader.TokenType;
            _word = (_start + (int)reader.TokenStartIndex, reader.ValueSpan.Length);
            if (_word.Length > LongestWord)
            {
                throw new FormatException($"a word is longer than {LongestWord} bytes");
            }

            Text = Token is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString()! : string.Empty;
            Number = Token == JsonTokenType.Number && reader.TryGetInt32(out int number) ? number : -1;
        }

        // Words hold no line breaks, so those passed stand before the token, or it was not found yet.
        Line += _buffer.AsSpan(_start, consumed).Count((byte)'\n');
        _start += consumed;
        _state = reader.CurrentState;
        return found;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        int read = _stream.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        _finished = read < _buffer.Length - _end;
        _end += read;
    }
}
