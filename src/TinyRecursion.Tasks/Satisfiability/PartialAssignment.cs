namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// Some variables with values and others open: a node of a search. What follows by unit propagation (a clause whose literals are
/// all false but one makes that one true) can be added to it; that loses no satisfying assignment. Not safe to share while
/// it changes.
/// </summary>
internal sealed class PartialAssignment
{
    private readonly ClauseOccurrences _occurrences;
    private readonly sbyte[] _values;
    private readonly Stack<int> _pending = new();
    private bool _contradiction;

    /// <summary>Creates the assignment without values. What the formula's clauses of one literal say waits to be propagated.</summary>
    /// <param name="formula">The formula.</param>
    public PartialAssignment(CnfFormula formula)
    {
        _occurrences = new ClauseOccurrences(formula);
        _values = new sbyte[formula.Variables];
        for (int clause = 0; clause < formula.ClauseCount; clause++)
        {
            ReadOnlySpan<int> literals = formula.Clause(clause);
            _contradiction |= literals.Length == 0;
            if (literals.Length == 1)
            {
                Assume(literals[0]);
            }
        }
    }

    private PartialAssignment(PartialAssignment other)
    {
        _occurrences = other._occurrences;
        _values = other._values.AsSpan().ToArray();
        Assigned = other.Assigned;
        _contradiction = other._contradiction;
    }

    /// <summary>The formula.</summary>
    public CnfFormula Formula => _occurrences.Formula;

    /// <summary>Variables that have a value.</summary>
    public int Assigned { get; private set; }

    /// <summary>1 for a literal that is true, -1 for one that is false, 0 for one that is open.</summary>
    public int ValueOf(int literal) => Literal.IsNegated(literal) ? -_values[Literal.VariableOf(literal)] : _values[Literal.VariableOf(literal)];

    /// <summary>Makes a literal true; what follows waits to be propagated.</summary>
    /// <param name="literal">The literal; if it is false already, propagation will say so.</param>
    public void Assume(int literal)
    {
        int value = ValueOf(literal);
        if (value == 0)
        {
            _values[Literal.VariableOf(literal)] = (sbyte)(Literal.IsNegated(literal) ? -1 : 1);
            _pending.Push(Literal.Negate(literal));
            Assigned++;
        }

        _contradiction |= value < 0;
    }

    /// <summary>Adds all that follows by unit propagation.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>False if a clause has become false: no satisfying assignment has these values.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Propagate(CancellationToken cancellation = default)
    {
        while (!_contradiction && _pending.TryPop(out int falseLiteral))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (int clause in _occurrences.Of(falseLiteral))
            {
                Visit(clause);
            }
        }

        return !_contradiction;
    }

    /// <summary>The values with open variables false.</summary>
    public bool[] ToModel() => Array.ConvertAll(_values, value => value > 0);

    /// <summary>The formula that is left to satisfy: the clauses without a true literal, their false literals left out, over the same variables.</summary>
    public CnfFormula Rest()
    {
        if (Assigned == 0)
        {
            return Formula;
        }

        var clauses = new List<int[]>();
        for (int clause = 0; clause < Formula.ClauseCount; clause++)
        {
            ReadOnlySpan<int> literals = Formula.Clause(clause);
            if (!Exists(literals, 1))
            {
                clauses.Add(Array.FindAll(literals.ToArray(), literal => ValueOf(literal) == 0));
            }
        }

        return new CnfFormula(Formula.Variables, clauses);
    }

    /// <summary>Sets the values that are known in an assignment.</summary>
    /// <param name="assignment">A value for every variable; those of open variables stay.</param>
    public void CopyTo(Span<bool> assignment)
    {
        for (int variable = 0; variable < _values.Length; variable++)
        {
            assignment[variable] = _values[variable] == 0 ? assignment[variable] : _values[variable] > 0;
        }
    }

    /// <summary>A copy that changes by itself; what waits to be propagated is not copied.</summary>
    internal PartialAssignment Copy() => new(this);

    /// <summary>The open literals of a clause, 0 for one with a true literal.</summary>
    internal int OpenLiterals(int clause)
    {
        int open = 0;
        foreach (int literal in Formula.Clause(clause))
        {
            int value = ValueOf(literal);
            if (value > 0)
            {
                return 0;
            }

            open += value == 0 ? 1 : 0;
        }

        return open;
    }

    private bool Exists(ReadOnlySpan<int> literals, int value)
    {
        foreach (int literal in literals)
        {
            if (ValueOf(literal) == value)
            {
                return true;
            }
        }

        return false;
    }

    private void Visit(int clause)
    {
        int open = -1;
        foreach (int literal in Formula.Clause(clause))
        {
            int value = ValueOf(literal);
            if (value > 0 || (value == 0 && open >= 0))
            {
                return;
            }

            open = value == 0 ? literal : open;
        }

        if (open < 0)
        {
            _contradiction = true;
        }
        else
        {
            Assume(open);
        }
    }
}
