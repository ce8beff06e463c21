namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// A formula in conjunctive normal form: every clause must have a true literal. A literal that a clause repeats is kept
/// once; a clause may be empty (never satisfied) or hold both literals of a variable (always satisfied). Immutable and safe to
/// share between threads.
/// </summary>
internal sealed class CnfFormula
{
    /// <summary>The most variables.</summary>
    public const int MaximumVariables = 1 << 20;

    /// <summary>The most clauses.</summary>
    public const int MaximumClauses = 1 << 22;

    /// <summary>The most literals of all clauses together.</summary>
    public const int MaximumLiterals = 1 << 24;

    private readonly int[] _starts;
    private readonly int[] _literals;

    /// <summary>Builds a formula.</summary>
    /// <param name="variables">The number of variables, <c>0..MaximumVariables</c>.</param>
    /// <param name="clauses">The clauses as literals, see <see cref="Literal"/>.</param>
    /// <exception cref="ArgumentException">A literal is of no variable, or the formula is larger than allowed.</exception>
    public CnfFormula(int variables, IReadOnlyList<int[]> clauses)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(variables);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(variables, MaximumVariables);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clauses.Count, MaximumClauses, nameof(clauses));
        Variables = variables;
        _starts = new int[clauses.Count + 1];
        var literals = new List<int>(3 * clauses.Count);
        for (int clause = 0; clause < clauses.Count; clause++)
        {
            foreach (int literal in clauses[clause])
            {
                if ((uint)literal >= 2u * (uint)variables)
                {
                    throw new ArgumentException($"Clause {clause} has literal {literal}, outside 0..{(2 * variables) - 1}.", nameof(clauses));
                }

                if (literals.IndexOf(literal, _starts[clause]) < 0)
                {
                    literals.Add(literal);
                }
            }

            ArgumentOutOfRangeException.ThrowIfGreaterThan(literals.Count, MaximumLiterals, nameof(clauses));
            _starts[clause + 1] = literals.Count;
        }

        _literals = [.. literals];
    }

    /// <summary>The number of variables.</summary>
    public int Variables { get; }

    /// <summary>The number of clauses.</summary>
    public int ClauseCount => _starts.Length - 1;

    /// <summary>The literals of all clauses together.</summary>
    public int LiteralCount => _literals.Length;

    /// <summary>The literals of one clause.</summary>
    /// <param name="clause">The clause, <c>0..ClauseCount-1</c>.</param>
    public ReadOnlySpan<int> Clause(int clause) => _literals.AsSpan(_starts[clause], _starts[clause + 1] - _starts[clause]);

    /// <summary>Whether an assignment makes a literal of a clause true.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="assignment">The value of every variable.</param>
    internal bool IsSatisfied(int clause, ReadOnlySpan<bool> assignment)
    {
        foreach (int literal in Clause(clause))
        {
            if (Literal.Holds(literal, assignment))
            {
                return true;
            }
        }

        return false;
    }
}
