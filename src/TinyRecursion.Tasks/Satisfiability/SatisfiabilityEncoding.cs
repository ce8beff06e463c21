using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// Turns a formula into a problem: a cell for each literal, a group for each clause and one for the two literals of each
/// variable. Nothing tells variables, clauses, or a literal from its negation apart but the clauses themselves and a suggested
/// assignment, so a rule treats every renaming alike.
/// </summary>
internal static class SatisfiabilityEncoding
{
    /// <summary>One group per clause that is not empty: its literals.</summary>
    public const string ClauseRelation = "clause";

    /// <summary>One group per variable: the variable and its negation.</summary>
    public const string VariableRelation = "variable";

    /// <summary>
    /// Features per literal: the clauses that it is in, those that its negation is in, and 1 if it is suggested to be true, else 0.
    /// </summary>
    public const int FeatureColumns = 3;

    /// <summary>The largest feature; more clauses count as this.</summary>
    public const int MaximumFeature = 15;

    /// <summary>The tables that the features look up.</summary>
    public static IReadOnlyList<string> FeatureTables { get; } = ["occurrences", "opposed", "suggested"];

    /// <summary>The relations, in the order of the topology.</summary>
    public static IReadOnlyList<string> Relations { get; } = [ClauseRelation, VariableRelation];

    /// <summary>Encodes a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="suggestion">
    /// A value for every variable, right or wrong: a rule that is trained so keeps it where the clauses leave a choice, so that
    /// different suggestions lead to different answers.
    /// </param>
    public static Problem Encode(CnfFormula formula, ReadOnlySpan<bool> suggestion) => Encode(TopologyOf(formula), suggestion);

    /// <summary>Encodes a formula for another suggestion.</summary>
    /// <param name="topology">The formula's topology.</param>
    /// <param name="suggestion">A value for every variable.</param>
    public static Problem Encode(Topology topology, ReadOnlySpan<bool> suggestion)
    {
        GroupRelation clauses = topology.Groups(ClauseRelation);
        var features = new int[topology.Cells * FeatureColumns];
        for (int literal = 0; literal < topology.Cells; literal++)
        {
            features[literal * FeatureColumns] = Math.Min(clauses.GroupsOf(literal).Length, MaximumFeature);
            features[(literal * FeatureColumns) + 1] = Math.Min(clauses.GroupsOf(Literal.Negate(literal)).Length, MaximumFeature);
            features[(literal * FeatureColumns) + 2] = Literal.Holds(literal, suggestion) ? 1 : 0;
        }

        return new Problem(topology, FeatureColumns, features);
    }

    /// <summary>The literals of a formula in groups.</summary>
    /// <param name="formula">The formula.</param>
    public static Topology TopologyOf(CnfFormula formula)
    {
        int cells = 2 * formula.Variables;
        var clauses = new List<int[]>(formula.ClauseCount);
        for (int clause = 0; clause < formula.ClauseCount; clause++)
        {
            if (formula.Clause(clause).Length > 0)
            {
                clauses.Add(formula.Clause(clause).ToArray());
            }
        }

        var variables = new int[formula.Variables][];
        for (int variable = 0; variable < variables.Length; variable++)
        {
            variables[variable] = [Literal.Of(variable, true), Literal.Of(variable, false)];
        }

        return new Topology(cells, new GroupRelation(ClauseRelation, cells, clauses), new GroupRelation(VariableRelation, cells, variables));
    }

    /// <summary>Draws an assignment to suggest.</summary>
    /// <param name="variables">The number of values.</param>
    /// <param name="seed">Any number; the same gives the same.</param>
    public static bool[] DrawSuggestion(int variables, ulong seed)
    {
        var random = new SeededRandom(seed);
        var suggestion = new bool[variables];
        for (int variable = 0; variable < variables; variable++)
        {
            suggestion[variable] = random.NextInt32(2) == 0;
        }

        return suggestion;
    }

    /// <summary>Reads an assignment out of logits: of the two literals of a variable, the one with the larger logit is true.</summary>
    /// <param name="logits">A logit for each literal; equal ones make the variable false.</param>
    /// <param name="assignment">Receives the value of every variable.</param>
    public static void Decode(ReadOnlySpan<float> logits, Span<bool> assignment)
    {
        for (int variable = 0; variable < assignment.Length; variable++)
        {
            assignment[variable] = logits[2 * variable] > logits[(2 * variable) + 1];
        }
    }
}
