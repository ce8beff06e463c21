using System.Globalization;
using TinyRecursion.Assurance.Checker.Reading;

namespace TinyRecursion.Assurance.Checker.Refutations;

/// <summary>Reads formulas in DIMACS CNF and refutations in the text form of DRAT, word by word.</summary>
/// <param name="text">The text, ASCII.</param>
/// <param name="name">What it is, for errors.</param>
internal ref struct DratText(ReadOnlySpan<byte> text, string name)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;
    private int _line = 1;
    private int _wordLine = 1;

    /// <summary>Checks a refutation.</summary>
    /// <returns>The line of the first step that does not hold, or of the last step; and the reason, or null.</returns>
    public static (int Line, string? Failure) Check(ReadOnlySpan<byte> formula, ReadOnlySpan<byte> proof)
    {
        ClauseSet clauses = new DratText(formula, "formula").Formula();
        var steps = new DratText(proof, "proof");
        int line = 1;
        while (steps.Next() is { IsEmpty: false } word)
        {
            line = steps._wordLine;
            bool deletes = word.SequenceEqual("d"u8);
            if (clauses.Step(steps.Clause(deletes ? steps.Next() : word, ClauseSet.MaximumVariables), deletes) is { } failure)
            {
                return (line, failure);
            }
        }

        return (line, clauses.IsRefuted ? null : "ends without the empty clause");
    }

    private ClauseSet Formula()
    {
        if (!Next().SequenceEqual("p"u8) || !Next().SequenceEqual("cnf"u8))
        {
            throw Error("expected the line 'p cnf VARIABLES CLAUSES'");
        }

        int variables = Number(Next(), ClauseSet.MaximumVariables), count = Number(Next(), int.MaxValue), read = 0;
        var clauses = new ClauseSet();
        for (; Next() is { IsEmpty: false } word; read++)
        {
            clauses.AddAxiom(Clause(word, variables));
        }

        return read == count ? clauses : throw Error($"{read} clauses, the line 'p cnf' says {count}");
    }

    private int[] Clause(ReadOnlySpan<byte> word, int variables)
    {
        var clause = new List<int>();
        for (int number = Number(word, variables); number != 0; number = Number(Next(), variables))
        {
            clause.Add(number);
        }

        return [.. clause];
    }

    /// <summary>The next word; empty at the end, which a line that begins with % is too. Lines that begin with c are comments.</summary>
    private ReadOnlySpan<byte> Next()
    {
        for (bool starts = _at == 0; true; starts = false)
        {
            for (; _at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'; _at++)
            {
                starts |= _text[_at] == '\n';
                _line += _text[_at] == '\n' ? 1 : 0;
            }

            ReadOnlySpan<byte> rest = _text[_at..];
            bool ends = starts && rest is [(byte)'%', ..], isComment = starts && rest is [(byte)'c', ..];
            int length = isComment ? rest.IndexOf((byte)'\n') : rest.IndexOfAny(" \t\r\n"u8);
            length = ends || length < 0 ? rest.Length : length;
            (_wordLine, _at) = (_line, _at + length);
            if (!isComment)
            {
                return ends ? [] : rest[..length];
            }
        }
    }

    private readonly int Number(ReadOnlySpan<byte> word, int most) =>
        !word.StartsWith("+"u8) && long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && Math.Abs(number) <= most
            ? (int)number
            : throw Error(word.IsEmpty ? "ends within a clause" : $"expected a whole number from {-most} to {most}");

    private readonly ProofFormatException Error(string problem) => new($"{name}, line {_wordLine}: {problem}");
}
