using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TinyRecursion.Recursion.Planning;

/// <summary>What every search for a plan keeps count of: limits, states estimated, how close it came.</summary>
internal sealed class PlanningRun<TState>
    where TState : unmanaged, IEquatable<TState>
{
    /// <summary>States estimated between two looks at the clock.</summary>
    private const int EstimatesAtOnce = 1024;

    private readonly ICostToGo<TState> _costToGo;
    private readonly PlanningLimits _limits;
    private readonly IPlanningTrace? _trace;
    private readonly CancellationToken _cancellation;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Starts to count.</summary>
    public PlanningRun(
        IStateSpace<TState> space, ICostToGo<TState> costToGo, PlanningLimits limits, IPlanningTrace? trace, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(costToGo);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.MaximumNodes, 1, nameof(limits));
        (Space, _costToGo, _limits, _trace, _cancellation) = (space, costToGo, limits, trace, cancellation);
        Budget = new MemoryBudget(limits.MaximumBytes);
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
        return length <= Array.MaxLength ? new T[length] : throw new PlanningLimitException(PlanningEnd.MemoryLimit);
    }

    /// <summary>Estimates states; the limits on nodes and time are looked at before.</summary>
    /// <exception cref="PlanningLimitException">A limit is reached.</exception>
    /// <exception cref="ArgumentException">An estimate is not a number or below zero.</exception>
    public void Estimate(ReadOnlySpan<TState> states, Span<float> costs)
    {
        if (states.Length > _limits.MaximumNodes - Nodes)
        {
            throw new PlanningLimitException(PlanningEnd.NodeLimit);
        }

        for (int from = 0; from < states.Length; from += EstimatesAtOnce)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_watch.Elapsed > _limits.MaximumTime)
            {
                throw new PlanningLimitException(PlanningEnd.TimeLimit);
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
    public void Record(int frontier) => _trace?.Record(new PlanningStep(Nodes, Expanded, Depth, frontier, Closest));

    /// <summary>What a search without a plan came to.</summary>
    public PlanningResult WithoutPlan(PlanningEnd end) => new(end, [], 0, Nodes, Expanded, Depth, Closest, Budget.Peak);

    /// <summary>The result of a plan, after it was replayed.</summary>
    /// <exception cref="InvalidOperationException">The plan does not reach a goal: a bug in the search or the space.</exception>
    public PlanningResult Found(TState start, byte[] actions)
    {
        double? cost = Plan.Replay(Space, start, actions, out TState end);
        return cost is { } paid && Space.IsGoal(end)
            ? new PlanningResult(PlanningEnd.Found, actions, paid, Nodes, Expanded, actions.Length, 0, Budget.Peak)
            : throw new InvalidOperationException("A plan does not hold when it is replayed.");
    }
}
