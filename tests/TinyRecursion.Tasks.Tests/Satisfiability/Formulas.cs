using CsCheck;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

/// <summary>Formulas for tests.</summary>
internal static class Formulas
{
    /// <summary>Small formulas of every shape: repeated literals, both literals of a variable, clauses of one, perhaps empty clauses.</summary>
    public static Gen<CnfFormula> Small(int fewestLiterals = 0) =>
        from variables in Gen.Int[1, 8]
        from clauses in Gen.Int[0, (2 * variables) - 1].Array[fewestLiterals, 4].Array[0, 24]
        select new CnfFormula(variables, clauses);

    /// <summary>A formula from signed numbers.</summary>
    public static CnfFormula Of(int variables, params int[][] clauses) =>
        new(variables, [.. clauses.Select(clause => clause.Select(Literal.FromNumber).ToArray())]);

    /// <summary>Plain search, without a limit where none is given.</summary>
    public static Solver<CnfInstance, SatisfiabilityAnswer> Searching(long? nodes = null) => new SatisfiabilityTask().OpenSolver(
        null, "none", Settings.Default.With(StandardSettings.Search, true).With(StandardSettings.MaximumNodes, nodes));

    /// <summary>A formula of which nothing is known, as an instance.</summary>
    public static CnfInstance Instance(int variables, params int[][] clauses) => new("f", Of(variables, clauses), null, null, 1);

    /// <summary>The clauses as signed numbers.</summary>
    public static int[][] Clauses(CnfFormula formula) =>
        [.. Enumerable.Range(0, formula.ClauseCount).Select(clause => formula.Clause(clause).ToArray().Select(Literal.ToNumber).ToArray())];

    /// <summary>Whether two formulas have the same variables and clauses, in order.</summary>
    public static bool Same(CnfFormula left, CnfFormula right) =>
        left.Variables == right.Variables && left.ClauseCount == right.ClauseCount
        && Clauses(left).Zip(Clauses(right)).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    /// <summary>All assignments of some variables.</summary>
    public static IEnumerable<bool[]> Assignments(int variables) =>
        Enumerable.Range(0, 1 << variables).Select(bits => Enumerable.Range(0, variables).Select(v => (bits >> v & 1) != 0).ToArray());

    /// <summary>Whether an assignment satisfies a formula, as said by its definition.</summary>
    public static bool Satisfies(CnfFormula formula, bool[] assignment) =>
        Clauses(formula).All(clause => clause.Any(number => assignment[Math.Abs(number) - 1] == number > 0));
}
