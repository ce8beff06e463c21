namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// Unit propagation: a clause whose literals are all false but one makes that one true. Sound, so what it refutes has no
/// solution. Each clause watches two of its literals and is looked at only where one of them turns false (Moskewicz et al. 2001). A
/// partial assignment that can be taken back step by step; for use by one thread.
/// </summary>
public sealed class ClausePropagation
{
    private readonly CnfFormula _formula;
    private readonly sbyte[] _values;
    private readonly List<int>[] _watchers;
    private readonly int[] _watched;
    private readonly int[] _trail;
    private int _propagated;

    /// <summary>Creates the propagation with nothing assigned, and propagates what the clauses of one literal say.</summary>
    /// <param name="formula">The formula.</param>
    public ClausePropagation(CnfFormula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        _formula = formula;
        _values = new sbyte[2 * formula.Variables];
        _watchers = new List<int>[_values.Length];
        for (int literal = 0; literal < _watchers.Length; literal++)
        {
            _watchers[literal] = [];
        }

        _watched = new int[2 * formula.ClauseCount];
        _trail = new int[formula.Variables];
        for (int clause = 0; clause < formula.ClauseCount; clause++)
        {
            ReadOnlySpan<int> literals = formula.Clause(clause);
            if (literals.Length < 2)
            {
                Contradiction |= literals.Length == 0 || !Set(literals[0]);
                continue;
            }

            for (int i = 0; i < 2; i++)
            {
                _watched[(2 * clause) + i] = literals[i];
                _watchers[literals[i]].Add(clause);
            }
        }

        Contradiction = Contradiction || !Propagate();
    }

    /// <summary>Whether the formula is refuted without any assumption.</summary>
    public bool Contradiction { get; }

    /// <summary>Variables that have a value.</summary>
    public int Assigned { get; private set; }

    /// <summary>The literals that are true, in the order in which they became so; <see cref="Assigned"/> of them.</summary>
    public ReadOnlySpan<int> Trail => _trail.AsSpan(0, Assigned);

    /// <summary>1 for a literal that is true, -1 for one that is false, 0 for one that is open.</summary>
    public int ValueOf(int literal) => _values[literal];

    /// <summary>Makes an open literal true, and all that follows from it.</summary>
    /// <param name="literal">A literal without a value.</param>
    /// <returns>False if a clause has become false; take it back with <see cref="TakeBack"/>.</returns>
    public bool Assume(int literal) => Set(literal) && Propagate();

    /// <summary>Takes back every assignment but the first so many.</summary>
    /// <param name="assigned">What <see cref="Assigned"/> was before.</param>
    public void TakeBack(int assigned)
    {
        while (Assigned > assigned)
        {
            int literal = _trail[--Assigned];
            _values[literal] = 0;
            _values[Literal.Negate(literal)] = 0;
        }

        // Watches stay where they are: a clause that watches a literal now open is as good as before.
        _propagated = Assigned;
    }

    private bool Set(int literal)
    {
        if (_values[literal] != 0)
        {
            return _values[literal] > 0;
        }

        _values[literal] = 1;
        _values[Literal.Negate(literal)] = -1;
        _trail[Assigned++] = literal;
        return true;
    }

    private bool Propagate()
    {
        while (_propagated < Assigned)
        {
            if (!Visit(Literal.Negate(_trail[_propagated++])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Looks at the clauses that watch a literal which has turned false.</summary>
    private bool Visit(int falseLiteral)
    {
        List<int> watchers = _watchers[falseLiteral];
        int kept = 0;
        bool consistent = true;
        for (int i = 0; i < watchers.Count; i++)
        {
            int clause = watchers[i];
            if (!consistent || !MoveWatch(clause, falseLiteral))
            {
                watchers[kept++] = clause;
                int other = _watched[2 * clause] == falseLiteral ? _watched[(2 * clause) + 1] : _watched[2 * clause];
                consistent = consistent && Set(other);
            }
        }

        watchers.RemoveRange(kept, watchers.Count - kept);
        return consistent;
    }

    /// <summary>Lets a clause watch another literal that is not false, if it has one and its other watch is not true.</summary>
    private bool MoveWatch(int clause, int falseLiteral)
    {
        int slot = _watched[2 * clause] == falseLiteral ? 2 * clause : (2 * clause) + 1;
        int other = _watched[slot ^ 1];
        if (_values[other] > 0)
        {
            return false;
        }

        foreach (int literal in _formula.Clause(clause))
        {
            if (literal != other && _values[literal] >= 0)
            {
                _watched[slot] = literal;
                _watchers[literal].Add(clause);
                return true;
            }
        }

        return false;
    }
}
