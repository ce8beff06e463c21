using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// Turns a formula into a problem: a cell for each literal, a group for each clause and one for the two literals of each
/// variable. Nothing tells variables, clauses, or a literal from its negation apart but the clauses themselves, so a rule treats
/// every renaming alike.
/// </summary>
public static class SatisfiabilityEncoding
{
    /// <summary>One group per clause that is not empty: its literals.</summary>
    public const string ClauseRelation = "clause";

    /// <summary>One group per variable: the variable and its negation.</summary>
    public const string VariableRelation = "variable";

    /// <summary>Features per literal: the clauses that it is in, and those that its negation is in.</summary>
    public const int FeatureColumns = 2;

    /// <summary>The largest feature; more clauses count as this.</summary>
    public const int MaximumFeature = 15;

    /// <summary>The tables that the features look up.</summary>
    public static IReadOnlyList<string> FeatureTables { get; } = ["occurrences", "opposed"];

    /// <summary>The relations, in the order of the topology.</summary>
    public static IReadOnlyList<string> Relations { get; } = [ClauseRelation, VariableRelation];

    /// <summary>Encodes a formula.</summary>
    public static Problem Encode(CnfFormula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        int cells = 2 * formula.Variables;
        var clauses = new List<int[]>(formula.ClauseCount);
        var occurrences = new int[cells];
        for (int clause = 0; clause < formula.ClauseCount; clause++)
        {
            foreach (int literal in formula.Clause(clause))
            {
                occurrences[literal]++;
            }

            if (formula.Clause(clause).Length > 0)
            {
                clauses.Add(formula.Clause(clause).ToArray());
            }
        }

        var variables = new int[formula.Variables][];
        var features = new int[cells * FeatureColumns];
        for (int literal = 0; literal < cells; literal++)
        {
            variables[Literal.VariableOf(literal)] ??= [literal, Literal.Negate(literal)];
            features[literal * FeatureColumns] = Math.Min(occurrences[literal], MaximumFeature);
            features[(literal * FeatureColumns) + 1] = Math.Min(occurrences[Literal.Negate(literal)], MaximumFeature);
        }

        var topology = new Topology(
            cells, new GroupRelation(ClauseRelation, cells, clauses), new GroupRelation(VariableRelation, cells, variables));
        return new Problem(topology, FeatureColumns, features);
    }

    /// <summary>Reads an assignment out of scores: of the two literals of a variable, the one with the larger score is true.</summary>
    /// <param name="scores">A score for each literal; equal ones make the variable false.</param>
    /// <param name="assignment">Receives the value of every variable.</param>
    public static void Decode(ReadOnlySpan<float> scores, Span<bool> assignment)
    {
        for (int variable = 0; variable < assignment.Length; variable++)
        {
            assignment[variable] = scores[2 * variable] > scores[(2 * variable) + 1];
        }
    }
}
