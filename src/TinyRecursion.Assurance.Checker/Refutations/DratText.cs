using System.Globalization;
using TinyRecursion.Assurance.Checker.Reading;

namespace TinyRecursion.Assurance.Checker.Refutations;

/// <summary>Reads formulas in DIMACS CNF and refutations in the text form of DRAT, word by word.</summary>
/// <param name="text">The text, ASCII.</param>
/// <param name="name">What it is, for errors.</param>
internal ref struct DratText(ReadOnlySpan<byte> text, string name)
{
    private const int LongestWord = 20;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly string _name = name;
    private int _at;
    private int _wordLine = 1;
    private int _line = 1;

    /// <summary>Checks a refutation.</summary>
    /// <returns>The line of the first step that does not hold, or of the last step; and the reason, or null.</returns>
    public static (int Line, string? Failure) Check(ReadOnlySpan<byte> formula, ReadOnlySpan<byte> proof)
    {
        var clauses = new ClauseSet();
        new DratText(formula, "formula").ReadFormula(clauses);
        var steps = new DratText(proof, "proof");
        var clause = new List<int>();
        int line = 1;
        while (steps.Next() is { IsEmpty: false } word)
        {
            line = steps._wordLine;
            bool deletes = word.SequenceEqual("d"u8);
            clause.Clear();
            for (int number = steps.Number(deletes ? steps.Next() : word, ClauseSet.MaximumVariables); number != 0; number = steps.Number(steps.Next(), ClauseSet.MaximumVariables))
            {
                clause.Add(number);
            }

            if (clauses.Step([.. clause], deletes) is { } failure)
            {
                return (line, failure);
            }
        }

        return (line, clauses.IsRefuted ? null : "ends without the empty clause");
    }

    private void ReadFormula(ClauseSet clauses)
    {
        if (!Next().SequenceEqual("p"u8) || !Next().SequenceEqual("cnf"u8))
        {
            throw Error("expected the line 'p cnf VARIABLES CLAUSES'");
        }

        int variables = Number(Next(), ClauseSet.MaximumVariables), count = Number(Next(), int.MaxValue);
        var clause = new List<int>();
        int read = 0;
        while (Next() is { IsEmpty: false } word)
        {
            // SATLIB's files end with a line % and a line 0.
            if (word.SequenceEqual("%"u8))
            {
                word = Next();
                if ((word.IsEmpty || word.SequenceEqual("0"u8)) && Next().IsEmpty)
                {
                    break;
                }

                throw Error("nothing but a 0 may stand behind %");
            }

            int number = Number(word, variables);
            if (number != 0)
            {
                clause.Add(number);
                continue;
            }

            clauses.AddAxiom([.. clause]);
            clause.Clear();
            read++;
        }

        if (clause.Count > 0 || read != count)
        {
            throw Error(clause.Count > 0 ? "the last clause does not end with 0" : $"{read} clauses, the line 'p cnf' says {count}");
        }
    }

    /// <summary>The next word that is not in a comment, a line that begins with c; empty at the end.</summary>
    private ReadOnlySpan<byte> Next()
    {
        while (true)
        {
            bool starts = _at == 0;
            for (; _at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'; _at++)
            {
                starts |= _text[_at] == '\n';
                _line += _text[_at] == '\n' ? 1 : 0;
            }

            _wordLine = _line;
            ReadOnlySpan<byte> rest = _text[_at..];
            bool isComment = starts && rest is [(byte)'c', ..];
            int length = isComment ? rest.IndexOf((byte)'\n') : rest.IndexOfAny(" \t\r\n"u8);
            length = length < 0 ? rest.Length : length;
            _at += length;
            if (!isComment)
            {
                return rest[..length];
            }
        }
    }

    private readonly int Number(ReadOnlySpan<byte> word, int most) =>
        word.Length <= LongestWord && long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && Math.Abs(number) <= most
        && word[0] != '+' && !word.SequenceEqual("-0"u8)
            ? (int)number
            : throw Error(word.IsEmpty ? "ends within a clause" : $"expected a whole number from {-most} to {most}");

    private readonly ProofFormatException Error(string problem) => new($"{_name}, line {_wordLine}: {problem}");
}
