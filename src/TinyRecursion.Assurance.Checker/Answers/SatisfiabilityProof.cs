using TinyRecursion.Assurance.Checker.Reading;
using TinyRecursion.Assurance.Checker.Refutations;

namespace TinyRecursion.Assurance.Checker.Answers;

/// <summary>Formulas: an assignment that satisfies every clause, or a refutation by clauses that follow (see <see cref="ClauseSet"/>).</summary>
internal static class SatisfiabilityProof
{
    /// <summary>Reads and checks a proof.</summary>
    /// <returns>The reason why it does not hold, or null.</returns>
    public static string? Check(ref ProofReader reader)
    {
        string claim = reader.ReadClaim("satisfiable", "unsatisfiable");
        int variables = reader.Number("variables", 0, ClauseSet.MaximumVariables);
        int[] formula = reader.Numbers<int>("clauses", -variables, variables);
        if (formula is [.., not 0])
        {
            throw reader.Error("the last clause does not end with 0");
        }

        if (claim == "satisfiable")
        {
            int[] assignment = reader.Numbers<int>("assignment", -variables, variables);
            return assignment.Length == variables && assignment.Select(Math.Abs).SequenceEqual(Enumerable.Range(1, variables))
                ? CheckAssignment(formula, assignment)
                : throw reader.Error($"expected a value for each of {variables} variables, in order");
        }

        int[][] steps = reader.Lists<int>("drat", -variables, variables);
        var clauses = new ClauseSet();
        for (int start = 0; start < formula.Length;)
        {
            int length = formula.AsSpan(start).IndexOf(0);
            clauses.AddAxiom(formula.AsSpan(start, length));
            start += length + 1;
        }

        for (int step = 0; step < steps.Length; step++)
        {
            // A step that begins with 0 deletes the clause of the rest.
            bool deletes = steps[step] is [0, ..];
            ReadOnlySpan<int> clause = steps[step].AsSpan(deletes ? 1 : 0);
            if (clause.Contains(0))
            {
                throw reader.Error($"drat, step {step}: 0 is no literal");
            }

            if (clauses.Step(clause, deletes) is { } failure)
            {
                return $"drat, step {step}: {failure}";
            }
        }

        return clauses.IsRefuted ? null : "drat: ends without the empty clause";
    }

    private static string? CheckAssignment(int[] formula, int[] assignment)
    {
        for (int start = 0, clause = 0; start < formula.Length; clause++)
        {
            ReadOnlySpan<int> literals = formula.AsSpan(start, formula.AsSpan(start).IndexOf(0));
            bool holds = false;
            foreach (int literal in literals)
            {
                holds |= assignment[Math.Abs(literal) - 1] == literal;
            }

            if (!holds)
            {
                return $"clause {clause} is not satisfied";
            }

            start += literals.Length + 1;
        }

        return null;
    }
}
