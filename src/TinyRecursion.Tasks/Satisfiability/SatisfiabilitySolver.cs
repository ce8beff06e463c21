using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// Decides formulas: a learned rule is started from different suggestions until the checker accepts what it reads out; then, where
/// that is asked for, complete search, which the rule guides near the root. Without a rule, plain code alone.
/// </summary>
internal sealed class SatisfiabilitySolver : Solver<CnfInstance, SatisfiabilityAnswer>
{
    /// <summary>The deepest nodes at which a search asks the rule; further down its logits above hold, since a node is cheaper than a step.</summary>
    private const int GuideDepth = 2;

    /// <summary>The largest formula of which several starts run at once, each of which holds some kilobytes for a literal.</summary>
    private const int MaximumLiteralsAtOnce = 1 << 20;

    /// <summary>Steps that the rule takes for that.</summary>
    private const int GuideSteps = 16;

    private readonly ModelRule? _opened;
    private readonly SessionPool? _rule;
    private readonly (int Steps, int Starts, ulong Seed) _run;
    private readonly bool _propagate;
    private readonly SearchLimits? _limits;

    public SatisfiabilitySolver(Model? model, string name, Settings settings)
    {
        RuleKind rules = model is null ? RuleKind.Algorithmic : settings.Get(SatisfiabilitySettings.Rules);
        bool search = settings.Get(StandardSettings.Search);
        _propagate = rules != RuleKind.Neural;
        _limits = search ? StandardSettings.LimitsOf(settings, new SearchLimits { Bytes = StandardSettings.SearchBytes }) : null;
        (int steps, int starts) = StandardSettings.Within(
            settings, settings.Get(SatisfiabilitySettings.MaximumSteps),
            settings.Get(SatisfiabilitySettings.Restarts) ?? (search ? SatisfiabilitySettings.StartsBeforeSearch : SatisfiabilitySettings.Starts));
        _run = (steps, rules == RuleKind.Algorithmic ? 0 : starts, settings.Get(StandardSettings.Seed));
        if (rules == RuleKind.Algorithmic)
        {
            Description = search ? "search" : "unit propagation";
            return;
        }

        Description = $"{model!.Graph.ParameterCount:n0} parameters{(search ? " and search" : string.Empty)}";
        _opened = Open(model, name);
        _rule = new SessionPool(_opened);
    }

    public override string Description { get; }

    /// <summary>A formula as the rule sees it at its first start with the default seed.</summary>
    /// <param name="formula">The formula.</param>
    public static Problem FirstStart(CnfFormula formula)
    {
        ulong seed = SeededRandom.For(StandardSettings.Seed.Default, 0).State;
        return SatisfiabilityEncoding.Encode(formula, SatisfiabilityEncoding.DrawSuggestion(formula.Variables, seed));
    }

    public override SatisfiabilityAnswer Solve(CnfInstance instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default)
    {
        var needed = new CompactFormula(instance.Formula);
        CnfFormula formula = needed.Formula;
        int propagated = _propagate ? 1 : 0;
        var known = new PartialAssignment(formula);
        if (_propagate && !known.Propagate(cancellation))
        {
            return new SatisfiabilityAnswer(instance, null, null, HaltReason.Refuted, 0, propagated, -1);
        }

        // The rule sees what propagation leaves; the search starts from the formula itself, so that its proof is of that.
        var rest = new CompactFormula(_propagate ? known.Rest() : formula);
        // All starts look at the same clauses.
        var topology = new Lazy<Topology>(() => SatisfiabilityEncoding.TopologyOf(rest.Formula));
        int attempts = _run.Starts + (_limits is null ? 0 : 1);
        bool settled = attempts == 0 || rest.Formula.ClauseCount == 0;
        Outcome<bool[]> outcome = settled
            ? new Outcome<bool[]>(known.ToModel(), HaltReason.Converged, 0)
            : new Portfolio<CnfFormula, bool[]>(number => number < _run.Starts ? Start(rest, topology, known, number) : Search(), attempts)
            {
                Threads = rest.Formula.LiteralCount > MaximumLiteralsAtOnce ? 1 : threads,
            }.Run(formula, trace, cancellation);
        long nodes = (outcome as SearchOutcome<bool[]>)?.Nodes ?? 0;
        bool[]? found = outcome.Answer is { } values ? needed.Expand(values) : null;
        SatisfiabilityVerdict? verdict = found is not null ? SatisfiabilityChecker.Check(instance.Formula, found) : null;
        int start = verdict is { IsSatisfied: true } && !settled && outcome.Part < _run.Starts ? outcome.Part : -1;
        return new SatisfiabilityAnswer(instance, found, verdict, outcome.Reason, outcome.TotalSteps - nodes, nodes + propagated, start);
    }

    public override void Dispose()
    {
        _rule?.Dispose();
        _opened?.Dispose();
    }

    private protected override SatisfiabilityAnswer Unfinished(CnfInstance instance, HaltReason limit) => new(instance, null, null, limit, 0, 0, -1);

    private static ModelRule Open(Model model, string name)
    {
        if (model.Cycles is not null)
        {
            throw new ModelFormatException(name, "does not fit formulas: expected a rule of the plain loop");
        }

        ModelRule rule = model.Open();
        try
        {
            RuleFit.Require(model, rule, name, ("formulas", "a literal"), logits: 1, SatisfiabilityEncoding.Encode(new CnfFormula(1, [[0]]), [true]));
            return rule;
        }
        catch
        {
            rule.Dispose();
            throw;
        }
    }

    /// <summary>One start of the rule, from a suggestion and a state of its own.</summary>
    private PlainRecursion<CnfFormula, bool[]> Start(CompactFormula rest, Lazy<Topology> topology, PartialAssignment known, int number) => new((formula, trace, stop) =>
    {
        ulong seed = SeededRandom.For(_run.Seed, (ulong)number).State;
        Problem problem = SatisfiabilityEncoding.Encode(topology.Value, SatisfiabilityEncoding.DrawSuggestion(rest.Formula.Variables, seed));
        bool[] read = known.ToModel(), own = new bool[rest.Formula.Variables];
        var halting = Halting.Any(Halting.Verified(Accepts), Halting.Steps(_run.Steps));
        using IRuleSession session = _rule!.Open();
        RandomStart.Bind(session, problem, seed);
        LoopResult result = Loop.Run(session, halting, trace, stop);
        return new Outcome<bool[]>(read, result.Reason, result.Steps);

        bool Accepts(ReadOnlySpan<float> logits)
        {
            SatisfiabilityEncoding.Decode(logits, own);
            rest.CopyTo(own, read);
            known.CopyTo(read);
            return SatisfiabilityChecker.IsSatisfied(formula, read);
        }
    });

    /// <summary>Complete search; with a rule, one whose logits order the choices near the root.</summary>
    private TreeSearch<CnfFormula, PartialAssignment, bool[]> Search()
    {
        RecursionGuide<PartialAssignment, Suggested>? guide = _rule is null
            ? null
            : new RecursionGuide<PartialAssignment, Suggested>(new PlainRecursion<PartialAssignment, Suggested>(Look), Read) { MaximumDepth = GuideDepth };
        return new TreeSearch<CnfFormula, PartialAssignment, bool[]>(new SatisfiabilityBranching(), guide) { Limits = _limits! };

        Outcome<Suggested> Look(PartialAssignment node, ITrace? trace, CancellationToken stop)
        {
            var rest = new CompactFormula(node.Rest());
            Problem problem = SatisfiabilityEncoding.Encode(rest.Formula, SatisfiabilityEncoding.DrawSuggestion(rest.Formula.Variables, _run.Seed));
            using IRuleSession session = _rule!.Open();
            RandomStart.Bind(session, problem, _run.Seed);
            LoopResult result = Loop.Run(session, Halting.Steps(GuideSteps), trace, stop);
            return new Outcome<Suggested>(new Suggested(rest, session.Readout().ToArray()), result.Reason, result.Steps);
        }
    }

    // What is open at a node was open at those above it.
    private static void Read(PartialAssignment node, Suggested suggested, Span<SearchChoice> choices)
    {
        ReadOnlySpan<float> logits = suggested.Logits.Span;
        foreach (ref SearchChoice choice in choices)
        {
            int literal = Literal.Of(suggested.Rest.PlaceOf(choice.Variable), choice.Value != 0);
            double margin = logits[literal] - (double)logits[Literal.Negate(literal)];
            choice.Score = (float)-Math.Log(1 + Math.Exp(-margin));
        }
    }

    /// <summary>What the rule made of a node.</summary>
    private sealed record Suggested(CompactFormula Rest, ReadOnlyMemory<float> Logits);
}
