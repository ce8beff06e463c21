using System.Diagnostics;
using System.Numerics;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Planning;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>
/// Looks for moves that order boards, by a search whose cost-to-go is a learned rule or plain code (Manhattan distance
/// with linear conflicts). Whether there are such moves is known beforehand from the board's parity. Safe to share between
/// threads.
/// </summary>
public sealed class TilesPlanner : IDisposable
{
    private readonly IRule? _rule;
    private readonly TilesPlanOptions _options;
    private readonly Lazy<Searcher>[] _searchers;

    /// <summary>Creates a planner.</summary>
    /// <param name="rule">The rule, see <see cref="TilesRule"/>, which must outlive this; null for plain code.</param>
    /// <param name="options">How to search.</param>
    public TilesPlanner(IRule? rule, TilesPlanOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_rule, _options) = (rule, options);
        _searchers = [.. Enumerable.Range(0, TilesBoard.MaximumSide + 1).Select(side => new Lazy<Searcher>(() => Open(side)))];
    }

    /// <summary>Looks for moves.</summary>
    /// <param name="board">The board.</param>
    /// <param name="goal">The order to reach.</param>
    /// <param name="trace">Receives every layer or batch of the search, or null.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public TilesResult Run(TilesBoard board, TilesGoal goal, ITrace? trace = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(board);
        long started = Stopwatch.GetTimestamp();
        if (!board.CanReach(goal))
        {
            return new TilesResult(HaltReason.Refuted, [], 0, 0, float.PositiveInfinity, 0, Stopwatch.GetElapsedTime(started));
        }

        PlanningOutcome outcome = _searchers[board.Side].Value.Run(board, goal, trace, cancellation);
        IReadOnlyList<TilesMove> moves = [.. (outcome.Answer?.Actions ?? []).Select(action => TilesSpace<ulong>.MoveOf(action, goal))];
        return outcome.Answer is not null && TilesChecker.Check(board, goal, moves).Reason is { } reason
            ? throw new InvalidOperationException($"A plan does not hold: {reason}.")
            : new TilesResult(
                outcome.Reason, moves, outcome.Nodes, outcome.Depth, outcome.Closest, outcome.PeakBytes, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Releases the rule's sessions.</summary>
    public void Dispose()
    {
        foreach (Lazy<Searcher> searcher in _searchers.Where(searcher => searcher.IsValueCreated))
        {
            searcher.Value.Dispose();
        }
    }

    private Searcher Open(int side) => side <= 4 ? new Searcher<ulong>(side, _rule, _options) : new Searcher<UInt128>(side, _rule, _options);

    /// <summary>Searches boards of one side.</summary>
    private abstract class Searcher : IDisposable
    {
        public abstract PlanningOutcome Run(TilesBoard board, TilesGoal goal, ITrace? trace, CancellationToken cancellation);

        public abstract void Dispose();
    }

    private sealed class Searcher<TKey> : Searcher
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        private readonly TilesSpace<TKey> _space;
        private readonly ICostToGo<TKey> _costToGo;
        private readonly TilesPlanOptions _options;

        public Searcher(int side, IRule? rule, TilesPlanOptions options)
        {
            (_space, _options) = (new TilesSpace<TKey>(side), options);
            _costToGo = rule is null
                ? new TilesCost<TKey>(_space, withConflicts: true)
                : new RuleCostToGo<TKey>(rule, new TilesEncoding<TKey>(_space), options.Steps, options.Threads);
        }

        public override PlanningOutcome Run(TilesBoard board, TilesGoal goal, ITrace? trace, CancellationToken cancellation)
        {
            TKey start = _space.KeyOf(board, goal);
            return _options.Weight is { } weight
                ? new BestFirstSearch<TKey>(_space, _costToGo) { Weight = weight, Limits = _options.Limits }.Run(start, trace, cancellation)
                : new BeamSearch<TKey>(_space, _costToGo, _options.Beam) { Limits = _options.Limits }.Run(start, trace, cancellation);
        }

        public override void Dispose() => (_costToGo as IDisposable)?.Dispose();
    }
}
