using System.Text;

namespace TinyRecursion.Assurance.Properties;

/// <summary>Reads words and lists in parentheses; a semicolon begins a comment to the end of its line.</summary>
/// <param name="text">The text.</param>
/// <param name="source">The name that errors give.</param>
internal sealed class SyntaxReader(TextReader text, string source)
{
    private const int MostDepth = 64;
    private const int MostItems = 4_000_000;
    private const int MostLetters = 4_096;

    private int _line = 1;
    private int _column = 1;
    private int _items;

    /// <summary>Reads the next word or list.</summary>
    /// <returns>It, or null at the end.</returns>
    public Syntax? Next()
    {
        SkipBlanks();
        return text.Peek() < 0 ? null : Read(0);
    }

    /// <summary>An error at a place.</summary>
    public FormatException Error(int line, int column, string problem) => new($"{source}: line {line}, column {column}: {problem}");

    /// <summary>An error at what was read.</summary>
    public FormatException Error(Syntax at, string problem) => Error(at.Line, at.Column, problem);

    private Syntax Read(int depth)
    {
        (int line, int column) = (_line, _column);
        if (++_items > MostItems)
        {
            throw Error(line, column, $"more than {MostItems} words and lists");
        }

        if (text.Peek() == ')')
        {
            throw Error(line, column, "a ) that closes nothing");
        }

        if (text.Peek() != '(')
        {
            return new Syntax(line, column, Word(), []);
        }

        if (depth == MostDepth)
        {
            throw Error(line, column, $"parentheses are nested more than {MostDepth} deep");
        }

        _ = Take();
        var items = new List<Syntax>();
        for (SkipBlanks(); text.Peek() != ')'; SkipBlanks())
        {
            items.Add(text.Peek() < 0 ? throw Error(line, column, "this ( is not closed") : Read(depth + 1));
        }

        _ = Take();
        return new Syntax(line, column, null, items);
    }

    private string Word()
    {
        var word = new StringBuilder();
        (int line, int column) = (_line, _column);
        while (text.Peek() is >= 0 and var next && next is not ('(' or ')' or ';') && !char.IsWhiteSpace((char)next))
        {
            char letter = Take();
            word.Append(letter is > ' ' and < (char)127 ? letter : throw Error(_line, _column - 1, "a character that is not printable ASCII"));
            if (word.Length > MostLetters)
            {
                throw Error(line, column, $"a word of more than {MostLetters} letters");
            }
        }

        return word.ToString();
    }

    private void SkipBlanks()
    {
        while (text.Peek() is >= 0 and var next)
        {
            if (next == ';')
            {
                while (text.Peek() is >= 0 and not '\n')
                {
                    _ = Take();
                }
            }
            else if (char.IsWhiteSpace((char)next))
            {
                _ = Take();
            }
            else
            {
                return;
            }
        }
    }

    private char Take()
    {
        char letter = (char)text.Read();
        (_line, _column) = letter == '\n' ? (_line + 1, 1) : (_line, _column + 1);
        return letter;
    }
}
