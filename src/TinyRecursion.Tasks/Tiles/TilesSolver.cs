using System.Numerics;
using TinyRecursion.Models;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Planning;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>
/// Looks for moves that order boards, by a search whose cost-to-go is a learned rule or plain code (Manhattan distance
/// with linear conflicts). Whether there are such moves is known beforehand from the board's parity.
/// </summary>
internal sealed class TilesSolver : Solver<TilesPuzzle, TilesAnswer>
{
    /// <summary>The card's entry that says how often the rule was applied in training.</summary>
    public const string StepsKey = "steps";

    private const int MaximumCardSteps = 1000;

    private readonly ModelRule? _rule;
    private readonly SessionPool? _sessions;
    private readonly TilesGoal _goal;
    private readonly int _steps;
    private readonly int _beam;
    private readonly float? _weight;
    private readonly SearchLimits _limits;
    private readonly Lazy<Searcher>[] _searchers;

    /// <summary>Opens a solver.</summary>
    /// <param name="model">The model; null for plain code.</param>
    /// <param name="name">Its file, for messages.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="FormatException">The model does not fit, or the settings do not go together.</exception>
    public TilesSolver(Model? model, string name, Settings settings)
    {
        if (settings.Get(TilesSettings.Rules) == RuleKind.Algorithmic && (model is not null || settings.Get(TilesSettings.Steps) is not null))
        {
            throw new SettingException("--rules algorithmic takes no --model and no --steps");
        }

        if (model is not null)
        {
            RequireFit(model, name);
            _rule = model.Open();
            _sessions = new SessionPool(_rule);
        }

        _goal = settings.Get(TilesSettings.Goal);
        _steps = settings.Get(TilesSettings.Steps) ?? StepsOf(model);
        _beam = settings.Get(TilesSettings.Beam);
        _weight = (float?)settings.Get(TilesSettings.Weight);
        _limits = StandardSettings.LimitsOf(settings, new SearchLimits { Bytes = StandardSettings.SearchBytes });
        _searchers = [.. Enumerable.Range(0, TilesBoard.MaximumSide + 1).Select(side => new Lazy<Searcher>(() => Open(side)))];
        Description = model is null ? "the Manhattan distance with linear conflicts" : $"{model.Graph.ParameterCount:n0} parameters";
    }

    public override string Description { get; }

    /// <summary>Refuses a model whose rule does not estimate boards.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its file, for the message.</param>
    /// <exception cref="ModelFormatException">It does not fit.</exception>
    public static void RequireFit(Model model, string name)
    {
        using ModelRule rule = model.Open();
        RuleFit.Require(
            model, rule, name, ("sliding tiles", "a place"), logits: 1,
            TilesRule.Encode(TilesBoard.Ordered(TilesBoard.MinimumSide, TilesGoal.BlankFirst), TilesGoal.BlankFirst));
    }

    public override TilesAnswer Solve(TilesPuzzle instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default)
    {
        if (!instance.Board.CanReach(_goal))
        {
            return new TilesAnswer(instance, HaltReason.Refuted, [], 0, 0, float.PositiveInfinity, 0) { Goal = _goal };
        }

        PlanningOutcome outcome = _searchers[instance.Board.Side].Value.Run(instance.Board, threads, trace, cancellation);
        IReadOnlyList<TilesMove> moves = [.. (outcome.Answer?.Actions ?? []).Select(action => TilesSpace<ulong>.MoveOf(action, _goal))];
        return outcome.Answer is not null && TilesChecker.Check(instance.Board, _goal, moves).Reason is { } reason
            ? throw new InvalidOperationException($"A plan does not hold: {reason}.")
            : new TilesAnswer(instance, outcome.Reason, moves, outcome.Nodes, outcome.Depth, outcome.Closest, outcome.PeakBytes) { Goal = _goal };
    }

    public override void Dispose()
    {
        _sessions?.Dispose();
        _rule?.Dispose();
    }

    private protected override TilesAnswer Unfinished(TilesPuzzle instance, HaltReason limit) => new(instance, limit, [], 0, 0, float.PositiveInfinity, 0);

    private static int StepsOf(Model? model) =>
        model is not null && model.Card.TryGetValue(StepsKey, out string? text) && int.TryParse(text, out int steps) && steps is >= 1 and <= MaximumCardSteps
            ? steps
            : 1;

    private Searcher Open(int side) => side <= 4 ? new Searcher<ulong>(side, this) : new Searcher<UInt128>(side, this);

    /// <summary>Searches boards of one side.</summary>
    private abstract class Searcher
    {
        public abstract PlanningOutcome Run(TilesBoard board, int threads, ITrace? trace, CancellationToken cancellation);
    }

    private sealed class Searcher<TKey>(int side, TilesSolver solver) : Searcher
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        private readonly TilesSpace<TKey> _space = new(side);
        private readonly TilesCost<TKey> _plain = new(new TilesSpace<TKey>(side), withConflicts: true);
        private readonly TilesEncoding<TKey>? _encoding = solver._sessions is null ? null : new TilesEncoding<TKey>(new TilesSpace<TKey>(side));

        public override PlanningOutcome Run(TilesBoard board, int threads, ITrace? trace, CancellationToken cancellation)
        {
            TKey start = _space.KeyOf(board, solver._goal);
            using RuleCostToGo<TKey>? learned =
                _encoding is null ? null : new RuleCostToGo<TKey>(solver._sessions!, _encoding, solver._steps, threads);
            ICostToGo<TKey> costToGo = learned is null ? _plain : learned;
            return solver._weight is { } weight
                ? new BestFirstSearch<TKey>(_space, costToGo) { Weight = weight, Limits = solver._limits }.Run(start, trace, cancellation)
                : new BeamSearch<TKey>(_space, costToGo, solver._beam) { Limits = solver._limits }.Run(start, trace, cancellation);
        }
    }
}
