namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>Makes random formulas: every clause has the same number of literals, of distinct variables, signs by chance.</summary>
public static class SatisfiabilityGenerator
{
    /// <summary>Clauses per variable at which about half of large random 3-literal formulas are satisfiable.</summary>
    public const double Threshold = 4.26;

    /// <summary>Draws a formula, satisfiable or not.</summary>
    /// <param name="variables">At least <paramref name="literals"/>.</param>
    /// <param name="clauses">The number of clauses.</param>
    /// <param name="literals">Literals of a clause, at least one.</param>
    /// <param name="random">Where chance comes from.</param>
    public static CnfFormula Draw(int variables, int clauses, int literals, ref SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(literals, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(variables, literals);
        ArgumentOutOfRangeException.ThrowIfNegative(clauses);
        var drawn = new int[clauses][];
        for (int i = 0; i < clauses; i++)
        {
            drawn[i] = DrawClause(variables, literals, ref random);
        }

        return new CnfFormula(variables, drawn);
    }

    private static int[] DrawClause(int variables, int literals, ref SeededRandom random)
    {
        var clause = new int[literals];
        for (int i = 0; i < literals; i++)
        {
            int variable;
            do
            {
                variable = random.NextInt32(variables);
            }
            while (Occurs(clause.AsSpan(0, i), variable));
            clause[i] = Literal.Of(variable, random.NextInt32(2) == 0);
        }

        return clause;
    }

    private static bool Occurs(ReadOnlySpan<int> clause, int variable)
    {
        foreach (int literal in clause)
        {
            if (Literal.VariableOf(literal) == variable)
            {
                return true;
            }
        }

        return false;
    }
}
