namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// Decides small formulas by plain branching with unit propagation (Davis, Logemann and Loveland 1962): what examples are
/// filtered with. A few hundred variables near the threshold are beyond it.
/// </summary>
public static class SatisfiabilitySolver
{
    /// <summary>Looks for an assignment that satisfies a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <returns>The assignment, or null if there is none.</returns>
    public static bool[]? Solve(CnfFormula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        var propagation = new ClausePropagation(formula);
        return !propagation.Contradiction && Branch(formula, propagation, new double[2 * formula.Variables])
            ? Enumerable.Range(0, formula.Variables).Select(v => propagation.ValueOf(Literal.Of(v, true)) > 0).ToArray()
            : null;
    }

    private static bool Branch(CnfFormula formula, ClausePropagation propagation, double[] weights)
    {
        int literal = Choose(formula, propagation, weights);
        if (literal < 0)
        {
            return true;
        }

        int before = propagation.Assigned;
        for (int side = 0; side < 2; side++)
        {
            if (propagation.Assume(side == 0 ? literal : Literal.Negate(literal)) && Branch(formula, propagation, weights))
            {
                return true;
            }

            propagation.TakeBack(before);
        }

        return false;
    }

    /// <summary>The open literal that stands in the most and shortest open clauses (Jeroslow and Wang 1990), -1 where none is open.</summary>
    private static int Choose(CnfFormula formula, ClausePropagation propagation, double[] weights)
    {
        Array.Clear(weights);
        for (int clause = 0; clause < formula.ClauseCount; clause++)
        {
            int open = 0;
            foreach (int literal in formula.Clause(clause))
            {
                int value = propagation.ValueOf(literal);
                open = value > 0 ? int.MinValue : open + (value == 0 ? 1 : 0);
            }

            if (open > 0)
            {
                double weight = Math.Pow(4, -open);
                foreach (int literal in formula.Clause(clause))
                {
                    weights[literal] += propagation.ValueOf(literal) == 0 ? weight : 0;
                }
            }
        }

        int best = -1;
        double highest = 0;
        for (int literal = 0; literal < weights.Length; literal += 2)
        {
            double product = (weights[literal] + 1e-3) * (weights[literal + 1] + 1e-3);
            if (weights[literal] + weights[literal + 1] > 0 && product > highest)
            {
                highest = product;
                best = weights[literal] >= weights[literal + 1] ? literal : literal + 1;
            }
        }

        return best;
    }
}
