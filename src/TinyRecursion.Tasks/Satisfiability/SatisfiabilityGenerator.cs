using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>Makes random formulas: every clause has the same number of literals, of distinct variables, signs by chance.</summary>
public static class SatisfiabilityGenerator
{
    /// <summary>Formulas that are drawn, at most, for one of the kind that is asked for.</summary>
    private const int MaximumDraws = 1000;

    /// <summary>Far more than formulas of 100 variables need; beyond it the kind stays unknown.</summary>
    private const long MaximumNodes = 50_000;

    private static readonly TreeSearch<CnfFormula, PartialAssignment, bool[]> Search =
        new(new SatisfiabilityBranching()) { Limits = new SearchLimits { Nodes = MaximumNodes } };

    /// <summary>
    /// Clauses at which about half of the random formulas of three literals a clause are satisfiable: 4.26 a variable and a few more,
    /// which matter where variables are few (after Crawford and Auton 1996): 93 for 20 variables, 217 for 50.
    /// </summary>
    /// <param name="variables">The number of variables, at least one.</param>
    public static int ClausesAtThreshold(int variables)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(variables, 1);
        return (int)Math.Round((4.258 * variables) + (58.26 / Math.Pow(variables, 2.0 / 3.0)));
    }

    /// <summary>Makes a formula that depends on the arguments alone.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="index">The formula's number; each has its own sequence.</param>
    /// <param name="options">What is made.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer variables than literals in a clause, or more than a formula may have.</exception>
    /// <exception cref="InvalidOperationException">None of the kind was among many drawn, or complete search is beyond the size.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CnfInstance Generate(
        ulong seed, ulong index, SatisfiabilityGeneratorOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Literals, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Variables, options.Literals, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Clauses, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            (long)options.Clauses * options.Literals, CnfFormula.MaximumLiterals, nameof(options));
        var random = SeededRandom.For(seed, index);
        string name = $"random{options.Literals}-{options.Variables}-{options.Clauses}-{seed}-{index}";
        if (options.Kind is SatisfiabilityKind.Any or SatisfiabilityKind.Planted)
        {
            bool[]? hidden = options.Kind == SatisfiabilityKind.Any
                ? null : SatisfiabilityEncoding.DrawSuggestion(options.Variables, random.NextUInt64());
            return new CnfInstance(name, Draw(options, hidden, ref random), hidden is null ? null : true, hidden, 1);
        }

        for (int draw = 0; draw < MaximumDraws; draw++)
        {
            CnfFormula formula = Draw(options, null, ref random);
            SearchOutcome<bool[]> outcome = Search.Run(formula, trace: null, cancellation);
            if (!outcome.IsSettled)
            {
                throw new InvalidOperationException(
                    $"Formulas of {options.Variables} variables are beyond complete search; make planted ones, or of any kind.");
            }

            if (outcome.IsVerified == (options.Kind == SatisfiabilityKind.Satisfiable))
            {
                return new CnfInstance(name, formula, outcome.IsVerified, outcome.Answer, 1);
            }
        }

        throw new InvalidOperationException(
            $"Of {MaximumDraws} formulas of {options.Variables} variables and {options.Clauses} clauses none was {(options.Kind == SatisfiabilityKind.Satisfiable ? "satisfiable: ask for fewer clauses." : "unsatisfiable: ask for more clauses.")}");
    }

    private static CnfFormula Draw(SatisfiabilityGeneratorOptions options, bool[]? hidden, ref SeededRandom random)
    {
        var drawn = new int[options.Clauses][];
        for (int i = 0; i < drawn.Length; i++)
        {
            do
            {
                drawn[i] = DrawClause(options.Variables, options.Literals, ref random);
            }
            while (hidden is not null && !Array.Exists(drawn[i], literal => Literal.Holds(literal, hidden)));
        }

        return new CnfFormula(options.Variables, drawn);
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
