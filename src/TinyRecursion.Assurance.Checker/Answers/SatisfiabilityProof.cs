using TinyRecursion.Assurance.Checker.Reading;
using TinyRecursion.Assurance.Checker.Refutations;

namespace TinyRecursion.Assurance.Checker.Answers;

/// <summary>Formulas: an assignment that satisfies every clause, or a refutation by clauses that follow (see <see cref="ClauseSet"/>).</summary>
internal static class SatisfiabilityProof
{
    public static string? Check(ref ProofReader reader)
    {
        string claim = reader.ReadClaim("satisfiable", "unsatisfiable");
        int variables = reader.Number("variables", 0, ClauseSet.MaximumVariables);
        int[] formula = reader.Numbers<int>("clauses", -variables, variables);
        if (formula is [.., not 0])
        {
            throw reader.Error("the last clause does not end with 0");
        }

        var clauses = new List<int[]>();
        for (int start = 0; start < formula.Length; start += clauses[^1].Length + 1)
        {
            clauses.Add(formula[start..Array.IndexOf(formula, 0, start)]);
        }

        if (claim == "satisfiable")
        {
            int[] assignment = reader.Numbers<int>("assignment", -variables, variables);
            int open = assignment.Length == variables && assignment.Select(Math.Abs).SequenceEqual(Enumerable.Range(1, variables))
                ? clauses.FindIndex(clause => !Array.Exists(clause, literal => assignment[Math.Abs(literal) - 1] == literal))
                : throw reader.Error($"expected a value for each of {variables} variables, in order");
            return open < 0 ? null : $"clause {open} is not satisfied";
        }

        int[][] steps = reader.Lists<int>("drat", -variables, variables);
        var set = new ClauseSet();
        clauses.ForEach(clause => set.AddAxiom(clause));
        for (int step = 0; step < steps.Length; step++)
        {
            // A step that begins with 0 deletes the clause of the rest.
            bool deletes = steps[step] is [0, ..];
            int[] clause = deletes ? steps[step][1..] : steps[step];
            string? failure = clause.Contains(0) ? throw reader.Error($"drat, step {step}: 0 is no literal") : set.Step(clause, deletes);
            if (failure is not null)
            {
                return $"drat, step {step}: {failure}";
            }
        }

        return set.IsRefuted ? null : "drat: ends without the empty clause";
    }
}
