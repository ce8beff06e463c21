using TinyRecursion.Learning;
using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// Training examples from random satisfiable formulas of three literals a clause, made as they are needed; hints make them smaller.
/// No assignment is learned from: the loss is that clauses are satisfied.
/// </summary>
/// <param name="variables">The most variables.</param>
/// <param name="suggestionWeight">How much keeping a suggested value counts beside satisfying a clause.</param>
internal sealed class SatisfiabilityTrainingSource(int variables, float suggestionWeight) : ITrainingSource
{
    /// <summary>From so many on, sizes are drawn below the most that the hint leaves.</summary>
    private const int Low = 10;

    public string Identity => FormattableString.Invariant(
        $"random satisfiable 3-SAT near the threshold, {SatisfiabilitySettings.FewestVariables} to {variables} variables, suggestions weigh {suggestionWeight}");

    public int MaximumHint => variables - SatisfiabilitySettings.FewestVariables;

    public TrainingExample Create(ulong seed, int hint)
    {
        var random = new SeededRandom(seed);
        int most = variables - hint, least = Math.Min(Low, most);
        int size = least + random.NextInt32(most - least + 1);
        CnfFormula formula = SatisfiabilityGenerator.Make(random.NextUInt64(), 0, Settings.Default.With(SatisfiabilitySettings.Variables, size)).Formula;
        bool[] suggestion = SatisfiabilityEncoding.DrawSuggestion(size, random.NextUInt64());
        Problem problem = SatisfiabilityEncoding.Encode(formula, suggestion);
        int[] suggested = [.. Enumerable.Range(0, size).Select(variable => Literal.Of(variable, suggestion[variable]))];
        return new TrainingExample(
            problem, new ClauseLoss(problem.Topology.Groups(SatisfiabilityEncoding.ClauseRelation), suggested, suggestionWeight));
    }
}
