namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>In which clauses each literal stands. Immutable.</summary>
internal sealed class ClauseOccurrences
{
    private readonly int[] _starts;
    private readonly int[] _clauses;

    /// <summary>Counts and lists them.</summary>
    public ClauseOccurrences(CnfFormula formula)
    {
        Formula = formula;
        _starts = new int[(2 * formula.Variables) + 1];
        _clauses = new int[formula.LiteralCount];
        for (int clause = 0; clause < formula.ClauseCount; clause++)
        {
            foreach (int literal in formula.Clause(clause))
            {
                _starts[literal + 1]++;
            }
        }

        for (int literal = 0; literal < 2 * formula.Variables; literal++)
        {
            _starts[literal + 1] += _starts[literal];
        }

        int[] next = _starts[..^1];
        for (int clause = 0; clause < formula.ClauseCount; clause++)
        {
            foreach (int literal in formula.Clause(clause))
            {
                _clauses[next[literal]++] = clause;
            }
        }
    }

    /// <summary>The formula.</summary>
    public CnfFormula Formula { get; }

    /// <summary>The clauses of a literal, rising.</summary>
    public ReadOnlySpan<int> Of(int literal) => _clauses.AsSpan(_starts[literal], _starts[literal + 1] - _starts[literal]);
}
