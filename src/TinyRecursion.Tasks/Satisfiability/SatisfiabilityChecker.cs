namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>Checks assignments: every clause must have a true literal. It trusts nothing but the formula.</summary>
internal static class SatisfiabilityChecker
{
    /// <summary>The most unsatisfied clauses that a verdict names.</summary>
    private const int Named = 4;

    /// <summary>Checks an assignment.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="assignment">The value of every variable.</param>
    /// <exception cref="ArgumentException">The assignment is of another number of variables.</exception>
    public static SatisfiabilityVerdict Check(CnfFormula formula, ReadOnlySpan<bool> assignment)
    {
        Require(formula, assignment);
        int unsatisfied = 0;
        var reasons = new List<string>();
        for (int clause = 0; clause < formula.ClauseCount; clause++)
        {
            if (!formula.IsSatisfied(clause, assignment) && ++unsatisfied <= Named)
            {
                IEnumerable<int> numbers = formula.Clause(clause).ToArray().Select(Literal.ToNumber);
                reasons.Add($"clause {clause + 1} ({string.Join(' ', numbers)}) has no true literal");
            }
        }

        return new SatisfiabilityVerdict(unsatisfied, reasons);
    }

    /// <summary>Whether an assignment satisfies a formula. Allocates nothing.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="assignment">The value of every variable.</param>
    /// <exception cref="ArgumentException">The assignment is of another number of variables.</exception>
    public static bool IsSatisfied(CnfFormula formula, ReadOnlySpan<bool> assignment)
    {
        Require(formula, assignment);
        for (int clause = 0; clause < formula.ClauseCount; clause++)
        {
            if (!formula.IsSatisfied(clause, assignment))
            {
                return false;
            }
        }

        return true;
    }

    private static void Require(CnfFormula formula, ReadOnlySpan<bool> assignment)
    {
        if (assignment.Length != formula.Variables)
        {
            throw new ArgumentException($"{assignment.Length} values for {formula.Variables} variables.", nameof(assignment));
        }
    }
}
