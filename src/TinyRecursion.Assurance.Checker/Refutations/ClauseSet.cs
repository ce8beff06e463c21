namespace TinyRecursion.Assurance.Checker.Refutations;

/// <summary>
/// Clauses of a formula and those that were shown to change nothing: a clause may be added where unit propagation refutes its negation (RUP), or
/// where it refutes every resolvent on its first literal (RAT), so that the empty clause shows that the formula has no model.
/// </summary>
/// <remarks>
/// Propagation keeps what it derives from the clauses alone. A deletion of the clause that derives such a literal is left out, as drat-trim does;
/// that of a clause that is not there is refused.
/// </remarks>
internal sealed class ClauseSet
{
    /// <summary>The most variables.</summary>
    public const int MaximumVariables = 1 << 21;

    private readonly List<int[]?> _clauses = [];
    private readonly Dictionary<string, List<int>> _copies = [];
    private readonly List<int> _trail = [];
    private List<int>?[] _watches = [];
    private sbyte[] _values = [];
    private int[] _reasons = [];
    private int _head;
    private bool _conflict;

    /// <summary>Whether the empty clause was added.</summary>
    public bool IsRefuted { get; private set; }

    /// <summary>Adds a clause of the formula.</summary>
    /// <param name="numbers">Its literals as signed numbers.</param>
    public void AddAxiom(ReadOnlySpan<int> numbers) => Add(Literals(numbers));

    /// <summary>Adds a clause that is shown to follow, or deletes one.</summary>
    /// <param name="numbers">Its literals as signed numbers, the one to resolve on first.</param>
    /// <param name="deletes">Whether it is deleted.</param>
    /// <returns>The reason why it may not be, or null.</returns>
    public string? Step(ReadOnlySpan<int> numbers, bool deletes)
    {
        int[] clause = Literals(numbers);
        if (deletes ? !Delete(clause) : !Follows(clause))
        {
            return (deletes ? "deletes a clause that is not there: " : "unit propagation refutes neither the negation nor all resolvents on the first literal of clause ")
                + string.Join(' ', numbers.ToArray().Take(20)) + (numbers.Length > 20 ? " ..." : " 0");
        }

        if (!deletes)
        {
            IsRefuted |= clause.Length == 0;
            Add(clause);
        }

        return null;
    }

    // Variable v is literal 2v, its negation 2v + 1; each once, in their order.
    private int[] Literals(ReadOnlySpan<int> numbers)
    {
        int[] literals = [.. numbers.ToArray().Select(number => number > 0 ? 2 * number : (-2 * number) + 1).Distinct()];
        int most = literals.Append(0).Max();
        if (most >= _values.Length)
        {
            int size = Math.Max(2 * _values.Length, (most | 1) + 1);
            Array.Resize(ref _values, size);
            Array.Resize(ref _watches, size);
            Array.Resize(ref _reasons, size / 2);
        }

        return literals;
    }

    private void Add(int[] clause)
    {
        int id = _clauses.Count, open = 0;
        _clauses.Add(clause);
        _copies.TryAdd(Key(clause), []);
        _copies[Key(clause)].Add(id);
        // Two literals that are not false, where there are such, are watched; nothing that is derived here is ever taken back.
        for (int i = 0; i < clause.Length && open < 2; i++)
        {
            if (_values[clause[i]] >= 0)
            {
                (clause[open], clause[i]) = (clause[i], clause[open]);
                open++;
            }
        }

        for (int i = 0; i < 2 && clause.Length > 1; i++)
        {
            (_watches[clause[i]] ??= []).Add(id);
        }

        if (open == 1 && _values[clause[0]] == 0)
        {
            Assign(clause[0], id);
        }

        _conflict = _conflict || open == 0 || !Propagate();
    }

    private bool Delete(int[] clause)
    {
        if (!_copies.TryGetValue(Key(clause), out List<int>? copies))
        {
            return false;
        }

        int copy = copies.FindLastIndex(id => !(_clauses[id] is [int first, ..] && _values[first] > 0 && _reasons[first >> 1] == id));
        if (copy >= 0)
        {
            _clauses[copies[copy]] = null;
            copies.RemoveAt(copy);
        }

        return copies.Count > 0 || _copies.Remove(Key(clause));
    }

    // What the negation of the clause led to holds for the resolvents too.
    private bool Follows(int[] clause) => _conflict || Refutes(clause, -1, () => clause.Length > 0
        && _clauses.TrueForAll(other => other is null || Array.IndexOf(other, clause[0] ^ 1) < 0 || Refutes(other, clause[0] ^ 1, () => false)));

    /// <summary>Whether propagation ends in a conflict where the literals of a clause are false but for one, or else another thing holds there.</summary>
    private bool Refutes(int[] clause, int except, Func<bool> orElse)
    {
        int mark = _trail.Count;
        bool holds = false;
        foreach (int literal in clause.Where(literal => literal != except))
        {
            holds |= _values[literal] > 0;
            if (_values[literal] == 0)
            {
                Assign(literal ^ 1, -1);
            }
        }

        holds = holds || !Propagate() || orElse();
        Undo(mark);
        return holds;
    }

    private void Assign(int literal, int reason)
    {
        (_values[literal], _values[literal ^ 1], _reasons[literal >> 1]) = (1, -1, reason);
        _trail.Add(literal);
    }

    private void Undo(int mark)
    {
        for (int i = mark; i < _trail.Count; i++)
        {
            _values[_trail[i]] = _values[_trail[i] ^ 1] = 0;
        }

        _trail.RemoveRange(mark, _trail.Count - mark);
        _head = mark;
    }

    /// <returns>False where a clause has become false.</returns>
    private bool Propagate()
    {
        bool conflict = false;
        while (!conflict && _head < _trail.Count)
        {
            int falseLiteral = _trail[_head++] ^ 1;
            List<int> watched = _watches[falseLiteral] ?? [];
            int kept = 0;
            for (int i = 0; i < watched.Count; i++)
            {
                int id = watched[i];
                if (_clauses[id] is { } clause && (conflict || !MoveWatch(clause, id, falseLiteral)))
                {
                    watched[kept++] = id;
                    conflict |= _values[clause[0]] < 0;
                    if (!conflict && _values[clause[0]] == 0)
                    {
                        Assign(clause[0], id);
                    }
                }
            }

            watched.RemoveRange(kept, watched.Count - kept);
        }

        return !conflict;
    }

    /// <summary>Watches another literal in place of one that became false; false where the clause has none, or a true one.</summary>
    private bool MoveWatch(int[] clause, int id, int falseLiteral)
    {
        (clause[0], clause[1]) = clause[0] == falseLiteral ? (clause[1], clause[0]) : (clause[0], clause[1]);
        for (int i = 2; i < clause.Length && _values[clause[0]] <= 0; i++)
        {
            if (_values[clause[i]] >= 0)
            {
                (clause[1], clause[i]) = (clause[i], clause[1]);
                (_watches[clause[1]] ??= []).Add(id);
                return true;
            }
        }

        return false;
    }

    private static string Key(int[] clause) => string.Join(' ', clause.Order());
}
