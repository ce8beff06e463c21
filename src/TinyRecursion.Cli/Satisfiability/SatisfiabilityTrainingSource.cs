using TinyRecursion.Problems;
using TinyRecursion.Tasks.Satisfiability;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Satisfiability;

/// <summary>
/// Training examples from random satisfiable formulas of three literals a clause, made as they are needed; help makes them smaller.
/// No assignment is learned from: the loss is that clauses are satisfied.
/// </summary>
/// <param name="variables">The most variables.</param>
/// <param name="suggestionWeight">How much keeping a suggested value counts beside satisfying a clause.</param>
internal sealed class SatisfiabilityTrainingSource(int variables, float suggestionWeight) : ITrainingSource
{
    /// <summary>The fewest variables.</summary>
    public const int Smallest = 5;

    /// <summary>From so many on, sizes are drawn below the most that the help leaves.</summary>
    private const int Low = 10;

    /// <inheritdoc/>
    public string Identity => FormattableString.Invariant(
        $"random satisfiable 3-SAT near the threshold, {Smallest} to {variables} variables, suggestions weigh {suggestionWeight}");

    /// <inheritdoc/>
    public int MaximumHelp => variables - Smallest;

    /// <inheritdoc/>
    public TrainingExample Create(ulong seed, int help)
    {
        var random = new SeededRandom(seed);
        int most = variables - help, least = Math.Min(Low, most);
        int size = least + random.NextInt32(most - least + 1);
        CnfFormula formula = SatisfiabilityGenerator.Generate(
            random.NextUInt64(), 0, new SatisfiabilityGeneratorOptions { Variables = size, Clauses = SatisfiabilityGenerator.ClausesAtThreshold(size) }).Formula;
        bool[] suggestion = SatisfiabilityEncoding.DrawSuggestion(size, random.NextUInt64());
        Problem problem = SatisfiabilityEncoding.Encode(formula, suggestion);
        int[] suggested = [.. Enumerable.Range(0, size).Select(variable => Literal.Of(variable, suggestion[variable]))];
        return new TrainingExample(
            problem, new ClauseLoss(problem.Topology.Groups(SatisfiabilityEncoding.ClauseRelation), suggested, suggestionWeight));
    }
}
