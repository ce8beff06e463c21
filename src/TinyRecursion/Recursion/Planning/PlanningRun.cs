using System.Runtime.CompilerServices;
using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Recursion.Planning;

/// <summary>What every search for a plan keeps count of: limits, states estimated, how close it came.</summary>
/// <param name="space">The states and actions.</param>
/// <param name="costToGo">Estimates states.</param>
/// <param name="limits">When to give up.</param>
/// <param name="clock">What the limit on time is measured with.</param>
/// <param name="trace">Receives the steps, or null.</param>
/// <param name="cancellation">Ends the search.</param>
internal sealed class PlanningRun<TState>(
    IStateSpace<TState> space, ICostToGo<TState> costToGo, SearchLimits limits, TimeProvider clock, ITrace? trace, CancellationToken cancellation)
    where TState : unmanaged, IEquatable<TState>
{
    /// <summary>States estimated between two looks at the clock.</summary>
    private const int EstimatesAtOnce = 1024;

    private readonly PlanningStep _step = new();
    private readonly long _started = clock.GetTimestamp();

    /// <summary>The states and actions.</summary>
    public IStateSpace<TState> Space => space;

    /// <summary>Pays for the search's structures.</summary>
    public MemoryBudget Budget { get; } = new(limits.Bytes ?? long.MaxValue);

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
        if (states.Length > limits.Nodes - Nodes)
        {
            throw new PlanningLimitException(HaltReason.StepLimit);
        }

        for (int from = 0; from < states.Length; from += EstimatesAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            if (clock.GetElapsedTime(_started) >= limits.Time)
            {
                throw new PlanningLimitException(HaltReason.TimeLimit);
            }

            int count = Math.Min(EstimatesAtOnce, states.Length - from);
            costToGo.Estimate(states.Slice(from, count), costs.Slice(from, count));
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
        if (trace is not null)
        {
            (_step.Nodes, _step.Expanded, _step.Depth, _step.Frontier, _step.Closest) = (Nodes, Expanded, Depth, frontier, Closest);
            trace.Record(_step);
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
