using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>
/// Reads expressions: integers of any length joined by <c>+</c>, <c>-</c> and <c>*</c>, products first, with signs,
/// parentheses and spaces between them. Time and memory are in proportion to the text.
/// </summary>
internal ref struct ExpressionParser
{
    /// <summary>The deepest nesting of parentheses and the longest row of signs.</summary>
    public const int MaximumDepth = 100;

    /// <summary>The most operations in one expression.</summary>
    public const int MaximumOperations = 1000;

    private readonly ReadOnlySpan<char> _text;
    private readonly string _source;
    private readonly int _line;
    private int _at;
    private int _depth;
    private int _operations;

    private ExpressionParser(ReadOnlySpan<char> text, string source, int line)
    {
        _text = text;
        (_source, _line) = (source, line);
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The text, all of it one expression.</param>
    /// <param name="source">The name that errors give.</param>
    /// <param name="line">The line that errors give, from 1; 0 for none.</param>
    /// <exception cref="InstanceFormatException">It is none; the message says at which column, and what was found there.</exception>
    public static Expression Parse(ReadOnlySpan<char> text, string source, int line = 0)
    {
        var parser = new ExpressionParser(text, source, line);
        Expression expression = parser.Sum();
        return parser._at == text.Length ? expression : throw parser.Error("an operation (+ - *) or the end");
    }

    private Expression Sum()
    {
        Expression left = Product();
        while (Take('+', '-') is { } sign)
        {
            Count();
            left = new Expression.Operation(sign == '+' ? ArithmeticOperation.Add : ArithmeticOperation.Subtract, left, Product());
        }

        return left;
    }

    private Expression Product()
    {
        Expression left = Factor();
        while (Take('*') is not null)
        {
            Count();
            left = new Expression.Operation(ArithmeticOperation.Multiply, left, Factor());
        }

        return left;
    }

    private Expression Factor()
    {
        if (++_depth > MaximumDepth)
        {
            throw Error($"at most {MaximumDepth} signs and parentheses within each other");
        }

        Expression factor;
        if (Take('+', '-') is { } sign)
        {
            factor = sign == '-' ? new Expression.Negation(Factor()) : Factor();
        }
        else if (Take('(') is not null)
        {
            factor = Sum();
            if (Take(')') is null)
            {
                throw Error("an operation (+ - *) or ')'");
            }
        }
        else
        {
            factor = Number();
        }

        _depth--;
        return factor;
    }

    private Expression.Number Number()
    {
        int length = _text[_at..].IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : _text.Length - _at;
        if (length == 0)
        {
            throw Error("a number");
        }

        var number = DecimalNumber.Parse(_text.Slice(_at, length));
        _at += length;
        SkipSpace();
        return new Expression.Number(number);
    }

    /// <summary>Takes one of a few characters with the space around it, or nothing.</summary>
    private char? Take(params ReadOnlySpan<char> choices)
    {
        SkipSpace();
        if (_at == _text.Length || !choices.Contains(_text[_at]))
        {
            return null;
        }

        char taken = _text[_at++];
        SkipSpace();
        return taken;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private void Count()
    {
        if (++_operations > MaximumOperations)
        {
            throw Error($"at most {MaximumOperations} operations");
        }
    }

    private readonly InstanceFormatException Error(string expected) => new(
        _source, _line, $"column {_at + 1}", $"expected {expected}, found {(_at < _text.Length ? MessageText.Quote(_text[_at].ToString()) : "the end")}");
}
