namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>A formula over those variables alone that stand in its clauses, in their order: the others cost a rule nothing.</summary>
internal sealed class CompactFormula
{
    // For each of its variables the one of the formula that it was made of; null where all are there.
    private readonly int[]? _variables;
    private readonly int _whole;

    /// <summary>Leaves out what no clause needs.</summary>
    /// <param name="whole">The formula.</param>
    public CompactFormula(CnfFormula whole)
    {
        _whole = whole.Variables;
        var places = new int[_whole];
        for (int clause = 0; clause < whole.ClauseCount; clause++)
        {
            foreach (int literal in whole.Clause(clause))
            {
                places[Literal.VariableOf(literal)] = 1;
            }
        }

        int used = 0;
        for (int variable = 0; variable < places.Length; variable++)
        {
            places[variable] = places[variable] > 0 ? used++ : -1;
        }

        if (used == places.Length)
        {
            Formula = whole;
            return;
        }

        _variables = new int[used];
        for (int variable = 0; variable < places.Length; variable++)
        {
            if (places[variable] >= 0)
            {
                _variables[places[variable]] = variable;
            }
        }

        Formula = new CnfFormula(used, [.. Enumerable.Range(0, whole.ClauseCount).Select(clause => Array.ConvertAll(
            whole.Clause(clause).ToArray(), literal => Literal.Of(places[Literal.VariableOf(literal)], !Literal.IsNegated(literal))))]);
    }

    /// <summary>The formula over its own variables.</summary>
    public CnfFormula Formula { get; }

    /// <summary>The place of a variable of the whole formula, which must stand in a clause.</summary>
    public int PlaceOf(int variable) => _variables is null ? variable : Array.BinarySearch(_variables, variable);

    /// <summary>The variable of the whole formula at a place.</summary>
    public int VariableAt(int place) => _variables is null ? place : _variables[place];

    /// <summary>The values of all variables of the whole formula, false for those in no clause.</summary>
    public bool[] Expand(bool[] values)
    {
        if (_variables is null)
        {
            return values;
        }

        var whole = new bool[_whole];
        CopyTo(values, whole);
        return whole;
    }

    /// <summary>Sets the variables of the whole formula that stand in a clause.</summary>
    /// <param name="values">The values of its own variables.</param>
    /// <param name="whole">A value for every variable; those in no clause stay.</param>
    public void CopyTo(ReadOnlySpan<bool> values, Span<bool> whole)
    {
        for (int place = 0; place < values.Length; place++)
        {
            whole[_variables is null ? place : _variables[place]] = values[place];
        }
    }
}
