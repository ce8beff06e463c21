using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Recursion.Planning;

/// <summary>
/// Weighted A* (Hart, Nilsson and Raphael 1968; Pohl 1970): always goes on from the states with the lowest cost so far plus
/// weighted estimate. A state reached at a lower cost than before is gone through again, so that nothing is asked of the
/// estimates' consistency.
/// </summary>
/// <remarks>
/// Deterministic unless a limit on time is set: equal states are ordered by their estimate and then by when they were first
/// met. A queue that runs empty has seen every state that can be reached, which proves that there is no plan. Its steps are
/// states estimated.
/// </remarks>
/// <typeparam name="TState">A state.</typeparam>
/// <param name="space">The states and actions.</param>
/// <param name="costToGo">Estimates states.</param>
public sealed class BestFirstSearch<TState>(IStateSpace<TState> space, ICostToGo<TState> costToGo) : IRecursion<TState, Plan>
    where TState : unmanaged, IEquatable<TState>
{
    /// <summary>When to give up, see <see cref="BeamSearch{TState}.Limits"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below its range.</exception>
    public SearchLimits Limits { get; init => field = SearchLimits.Checked(value); } = new();

    /// <summary>What the limit on time is measured with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// The factor of the estimate in "cost so far + weight · estimate", at least zero. With 1 and estimates that are never
    /// too high plans are the cheapest there are; with w &gt; 1 they cost at most w times as much and are found sooner.
    /// </summary>
    public float Weight
    {
        get;
        init => field = value >= 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), $"A weight of {value}.");
    } = 1f;

    /// <summary>
    /// States taken from the queue and expanded at once, at least one, so that a learned rule estimates many together
    /// (arXiv 1805.07470). More are quicker and look at a few states in vain; what <see cref="Weight"/> promises holds.
    /// </summary>
    public int BatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 256;

    /// <summary>Looks for a plan.</summary>
    /// <param name="problem">Where to start.</param>
    /// <param name="trace">Receives a <see cref="PlanningStep"/> for every batch, or null.</param>
    /// <param name="cancellation">Ends the search between batches.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    /// <exception cref="ArgumentException">An estimate is below zero or not a number.</exception>
    public PlanningOutcome Run(TState problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var run = new PlanningRun<TState>(space, costToGo, Limits, Clock, trace, cancellation);
        try
        {
            return Search(run, problem);
        }
        catch (PlanningLimitException limit)
        {
            return run.WithoutPlan(limit.Limit);
        }
    }

    Outcome<Plan> IRecursion<TState, Plan>.Run(TState problem, ITrace? trace, CancellationToken cancellation) =>
        Run(problem, trace, cancellation);

    private PlanningOutcome Search(PlanningRun<TState> run, TState start)
    {
        var open = new OpenStates<TState>(run, Weight, BatchSize);
        open.Begin(start);
        while (open.TakeBatch())
        {
            if (open.Goal is { } goal)
            {
                return run.Found(start, open.ActionsTo(goal));
            }

            open.Expand();
            run.Record(open.Count);
        }

        return run.WithoutPlan(HaltReason.Refuted);
    }
}
