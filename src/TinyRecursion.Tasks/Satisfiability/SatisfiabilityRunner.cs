using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// Decides formulas: a learned rule is started from different suggestions until the checker accepts what it reads out; then, where
/// that is asked for, complete search, which the rule guides near the root. Without a rule, plain code alone. Safe to share
/// between threads.
/// </summary>
public sealed class SatisfiabilityRunner : IDisposable
{
    /// <summary>The deepest nodes at which a search asks the rule; further down what it said above holds, since a node is cheaper than a step.</summary>
    private const int GuideDepth = 2;

    /// <summary>Steps that the rule takes for that.</summary>
    private const int GuideSteps = 16;

    private readonly SessionPool? _rule;

    /// <summary>Takes a rule.</summary>
    /// <param name="rule">A rule over the relations of <see cref="SatisfiabilityEncoding"/> with a readout of width one; null for none.</param>
    public SatisfiabilityRunner(IRule? rule)
    {
        _rule = rule is null ? null : new SessionPool(rule);
    }

    /// <summary>Decides a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SatisfiabilityResult Run(CnfFormula formula, SatisfiabilityRunOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(options);
        int propagated = options.Propagate ? 1 : 0;
        var known = new PartialAssignment(formula);
        if (options.Propagate && !known.Propagate())
        {
            return new SatisfiabilityResult(SatisfiabilityStatus.Refuted, null, null, 0, propagated, -1, HaltReason.Refuted);
        }

        // The rule sees what propagation leaves; the search starts from the formula itself, so that its proof is of that.
        CnfFormula rest = options.Propagate ? known.Rest() : formula;
        int starts = _rule is null ? 0 : options.Starts, attempts = starts + (options.Search is null ? 0 : 1);
        Outcome<bool[]> outcome = attempts == 0
            ? new Outcome<bool[]>(known.ToModel(), HaltReason.Converged, 0)
            : new Portfolio<CnfFormula, bool[]>(number => number < starts ? Start(rest, known, number, options) : Search(options), attempts)
            {
                Threads = options.Threads,
            }.Run(formula, trace: null, cancellation);
        return ResultOf(formula, outcome, propagated, starts);
    }

    /// <summary>Refuses a rule that is not one over the relations of <see cref="SatisfiabilityEncoding"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rule">What it opened.</param>
    /// <param name="name">Its name for the message.</param>
    /// <exception cref="ModelFormatException">It does not fit.</exception>
    public static void RequireFit(Model model, IRule rule, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rule);
        if (model.Cycles is not null)
        {
            throw new ModelFormatException(name, "does not fit formulas: expected a rule of the plain loop");
        }

        RuleFit.Require(model, rule, name, ("formulas", "a literal"), scores: 1, SatisfiabilityEncoding.Encode(new CnfFormula(1, [[0]]), [true]));
    }

    /// <inheritdoc/>
    public void Dispose() => _rule?.Dispose();

    private static SatisfiabilityResult ResultOf(CnfFormula formula, Outcome<bool[]> outcome, int propagated, int starts)
    {
        long nodes = (outcome as SearchOutcome<bool[]>)?.Nodes ?? 0;
        SatisfiabilityVerdict? verdict = outcome.Answer is { } found ? SatisfiabilityChecker.Check(formula, found) : null;
        SatisfiabilityStatus status = verdict is { IsSatisfied: true } ? SatisfiabilityStatus.Satisfied
            : outcome.Reason == HaltReason.Refuted ? SatisfiabilityStatus.Refuted
            : SatisfiabilityStatus.Unknown;
        int start = status == SatisfiabilityStatus.Satisfied && outcome.Part < starts ? outcome.Part : -1;
        return new SatisfiabilityResult(
            status, outcome.Answer, verdict, outcome.TotalSteps - nodes, nodes + propagated, start, outcome.Reason);
    }

    /// <summary>One start of the rule, from a suggestion and a state of its own.</summary>
    private PlainRecursion<CnfFormula, bool[]> Start(
        CnfFormula rest, PartialAssignment known, int number, SatisfiabilityRunOptions options) => new((formula, trace, stop) =>
    {
        ulong seed = SeededRandom.For(options.Seed, (ulong)number).State;
        Problem problem = SatisfiabilityEncoding.Encode(rest, SatisfiabilityEncoding.DrawSuggestion(formula.Variables, seed));
        var read = new bool[formula.Variables];
        var halting = Halting.Any(Halting.Verified(Accepts), Halting.Steps(options.MaximumSteps));
        Outcome<RuleState> outcome = new RandomStart(new Loop(_rule!, halting), _rule!.StateWidth, seed)
            .Run(new RuleState(problem), trace, stop);
        return new Outcome<bool[]>(read, outcome.Reason, outcome.Steps);

        bool Accepts(ReadOnlySpan<float> scores)
        {
            SatisfiabilityEncoding.Decode(scores, read);
            known.CopyTo(read);
            return SatisfiabilityChecker.IsSatisfied(formula, read);
        }
    });

    /// <summary>Complete search; with a rule, that scores the choices near the root.</summary>
    private TreeSearch<CnfFormula, PartialAssignment, bool[]> Search(SatisfiabilityRunOptions options)
    {
        RecursionGuide<PartialAssignment, RuleState>? guide = _rule is null
            ? null
            : new RecursionGuide<PartialAssignment, RuleState>(new PlainRecursion<PartialAssignment, RuleState>(Look), Read) { MaximumDepth = GuideDepth };
        return new TreeSearch<CnfFormula, PartialAssignment, bool[]>(new SatisfiabilityBranching(), guide) { Limits = options.Search! };

        Outcome<RuleState> Look(PartialAssignment node, ITrace? trace, CancellationToken stop)
        {
            Problem problem = SatisfiabilityEncoding.Encode(
                node.Rest(), SatisfiabilityEncoding.DrawSuggestion(node.Formula.Variables, options.Seed));
            return new RandomStart(new Loop(_rule!, Halting.Steps(GuideSteps)), _rule!.StateWidth, options.Seed)
                .Run(new RuleState(problem), trace, stop);
        }
    }

    private static void Read(PartialAssignment node, RuleState state, Span<SearchChoice> choices)
    {
        ReadOnlySpan<float> scores = state.Scores.Span;
        foreach (ref SearchChoice choice in choices)
        {
            int literal = Literal.Of(choice.Variable, choice.Value != 0);
            double margin = scores[literal] - (double)scores[Literal.Negate(literal)];
            choice.Score = (float)-Math.Log(1 + Math.Exp(-margin));
        }
    }
}
