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
    private readonly Dictionary<string, List<int>> _byText = [];
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
        if (deletes)
        {
            return Delete(clause) ? null : $"deletes a clause that is not there: {Text(numbers)}";
        }

        if (!Follows(clause))
        {
            return $"clause {Text(numbers)} does not follow: unit propagation refutes neither its negation nor all resolvents on its first literal";
        }

        IsRefuted |= clause.Length == 0;
        Add(clause);
        return null;
    }

    private static string Text(ReadOnlySpan<int> numbers) => string.Join(' ', numbers[..Math.Min(numbers.Length, 20)].ToArray()) + (numbers.Length > 20 ? " ..." : " 0");

    // Variable v is literal 2v, its negation 2v + 1; each once, in their order.
    private int[] Literals(ReadOnlySpan<int> numbers)
    {
        var literals = new int[numbers.Length];
        var seen = new HashSet<int>();
        int count = 0;
        foreach (int number in numbers)
        {
            int literal = number > 0 ? 2 * number : (-2 * number) + 1;
            if (seen.Add(literal))
            {
                literals[count++] = literal;
            }

            if (literal >= _values.Length)
            {
                int size = Math.Max(2 * _values.Length, (literal | 1) + 1);
                Array.Resize(ref _values, size);
                Array.Resize(ref _watches, size);
                Array.Resize(ref _reasons, size / 2);
            }
        }

        return literals[..count];
    }

    private void Add(int[] clause)
    {
        int id = _clauses.Count;
        _clauses.Add(clause);
        _byText.TryAdd(Key(clause), []);
        _byText[Key(clause)].Add(id);
        // Two literals that are not false, where there are such, are watched; nothing that is derived here is ever taken back.
        for (int i = 0, open = 0; i < clause.Length && open < 2; i++)
        {
            if (_values[clause[i]] >= 0)
            {
                (clause[open], clause[i]) = (clause[i], clause[open]);
                open++;
            }
        }

        if (clause.Length > 1)
        {
            Watch(clause[0], id);
            Watch(clause[1], id);
        }

        if (clause.Length == 0 || _values[clause[0]] < 0)
        {
            _conflict = true;
        }
        else if (!_conflict && _values[clause[0]] == 0 && (clause.Length == 1 || _values[clause[1]] < 0))
        {
            Assign(clause[0], id);
            _conflict = !Propagate();
        }
    }

    private bool Delete(int[] clause)
    {
        if (!_byText.TryGetValue(Key(clause), out List<int>? copies))
        {
            return false;
        }

        int copy = copies.FindLastIndex(id => !IsReason(id));
        if (copy >= 0)
        {
            _clauses[copies[copy]] = null;
            copies.RemoveAt(copy);
        }

        _ = copies.Count == 0 && _byText.Remove(Key(clause));
        return true;
    }

    private bool IsReason(int id) => _clauses[id] is [int first, ..] && _values[first] > 0 && _reasons[first >> 1] == id;

    private bool Follows(int[] clause)
    {
        int mark = _trail.Count;
        bool follows = _conflict || Refutes(clause, except: -1) || (clause.Length > 0 && AllResolventsFollow(clause[0] ^ 1));
        Undo(mark);
        return follows;
    }

    // What the negation of the clause led to is still assigned.
    private bool AllResolventsFollow(int negated)
    {
        foreach (int[]? other in _clauses)
        {
            if (other is not null && Array.IndexOf(other, negated) >= 0)
            {
                int mark = _trail.Count;
                bool refuted = Refutes(other, except: negated);
                Undo(mark);
                if (!refuted)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether propagation ends in a conflict where the literals of a clause are false.</summary>
    private bool Refutes(int[] clause, int except)
    {
        foreach (int literal in clause)
        {
            if (literal == except)
            {
                continue;
            }

            if (_values[literal] > 0)
            {
                return true;
            }

            if (_values[literal] == 0)
            {
                Assign(literal ^ 1, -1);
            }
        }

        return !Propagate();
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

    private void Assign(int literal, int reason)
    {
        (_values[literal], _values[literal ^ 1], _reasons[literal >> 1]) = (1, -1, reason);
        _trail.Add(literal);
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
                    conflict |= !conflict && _values[clause[0]] < 0;
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
        if (clause[0] == falseLiteral)
        {
            (clause[0], clause[1]) = (clause[1], falseLiteral);
        }

        for (int i = 2; i < clause.Length && _values[clause[0]] <= 0; i++)
        {
            if (_values[clause[i]] >= 0)
            {
                (clause[1], clause[i]) = (clause[i], clause[1]);
                Watch(clause[1], id);
                return true;
            }
        }

        return false;
    }

    private void Watch(int literal, int id) => (_watches[literal] ??= []).Add(id);

    private static string Key(int[] clause) => string.Join(' ', clause.Order());
}
