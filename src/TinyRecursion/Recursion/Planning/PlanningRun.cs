using System.Runtime.CompilerServices;
using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Recursion.Planning;

/// <summary>What every search for a plan keeps count of: limits, states estimated, how close it came.</summary>
internal sealed class PlanningRun<TState>
    where TState : unmanaged, IEquatable<TState>
{
    /// <summary>States estimated between two looks at the clock.</summary>
    private const int EstimatesAtOnce = 1024;

    private readonly ICostToGo<TState> _costToGo;
    private readonly SearchLimits _limits;
    private readonly TimeProvider _clock;
    private readonly ITrace? _trace;
    private readonly CancellationToken _cancellation;
    private readonly PlanningStep _step = new();
    private readonly long _started;

    /// <summary>Starts to count.</summary>
    /// <exception cref="OperationCanceledException">The search was cancelled before it began.</exception>
    public PlanningRun(
        IStateSpace<TState> space, ICostToGo<TState> costToGo, SearchLimits limits, TimeProvider clock, ITrace? trace,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        (Space, _costToGo, _limits, _clock, _trace, _cancellation) = (space, costToGo, limits, clock, trace, cancellation);
        _started = clock.GetTimestamp();
        Budget = new MemoryBudget(limits.Bytes ?? long.MaxValue);
    }

    /// <summary>The states and actions.</summary>
    public IStateSpace<TState> Space { get; }

    /// <summary>Pays for the search's structures.</summary>
    public MemoryBudget Budget { get; }

    /// <summary>States estimated.</summary>
    public long Nodes { get; private set; }

    /// <summary>States whose successors were listed.</summary>
    public long Expanded { get; set; }

    /// <summary>The most actions that a state looked at lies from the start.</summary>
    public int Depth { get; set; }

    /// <summary>The lowest estimate met.</summary>
    public float Closest { get; private set; } = float.PositiveInfinity;

    /// <summary>Allocates an array that the budget pays for.</summary>
    public T[] Allocate<T>(long length)
        where T : unmanaged
    {
        Budget.Take(length * Unsafe.SizeOf<T>());
        return length <= Array.MaxLength ? new T[length] : throw new PlanningLimitException(HaltReason.MemoryLimit);
    }

    /// <summary>Estimates states; the limits on nodes and time are looked at before.</summary>
    /// <exception cref="PlanningLimitException">A limit is reached.</exception>
    /// <exception cref="ArgumentException">An estimate is not a number or below zero.</exception>
    public void Estimate(ReadOnlySpan<TState> states, Span<float> costs)
    {
        if (states.Length > _limits.Nodes - Nodes)
        {
            throw new PlanningLimitException(HaltReason.StepLimit);
        }

        for (int from = 0; from < states.Length; from += EstimatesAtOnce)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_clock.GetElapsedTime(_started) >= _limits.Time)
            {
                throw new PlanningLimitException(HaltReason.TimeLimit);
            }

            int count = Math.Min(EstimatesAtOnce, states.Length - from);
            _costToGo.Estimate(states.Slice(from, count), costs.Slice(from, count));
            Nodes += count;
        }

        foreach (float cost in costs[..states.Length])
        {
            if (!(cost >= 0))
            {
                throw new ArgumentException($"A cost-to-go of {cost}: it must be at least zero.");
            }

            Closest = Math.Min(Closest, cost);
        }
    }

    /// <summary>Tells the trace that a batch of states was dealt with.</summary>
    public void Record(int frontier)
    {
        _step.Number++;
        if (_trace is not null)
        {
            (_step.Nodes, _step.Expanded, _step.Depth, _step.Frontier, _step.Closest) = (Nodes, Expanded, Depth, frontier, Closest);
            _trace.Record(_step);
        }
    }

    /// <summary>What a search without a plan came to.</summary>
    public PlanningOutcome WithoutPlan(HaltReason reason) => Outcome(null, reason);

    /// <summary>The outcome with a plan, after it was replayed.</summary>
    /// <exception cref="InvalidOperationException">The plan does not reach a goal: a bug in the search or the space.</exception>
    public PlanningOutcome Found(TState start, byte[] actions) =>
        Plan.Replay(Space, start, actions, out TState end) is { } cost && Space.IsGoal(end)
            ? Outcome(new Plan(actions, cost), HaltReason.Verified)
            : throw new InvalidOperationException("A plan does not hold when it is replayed.");

    private PlanningOutcome Outcome(Plan? plan, HaltReason reason) => new(plan, reason, Nodes)
    {
        Expanded = Expanded,
        Depth = Depth,
        Closest = plan is null ? Closest : 0,
        PeakBytes = Budget.Peak,
    };
}
