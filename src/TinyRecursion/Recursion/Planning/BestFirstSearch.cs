namespace TinyRecursion.Recursion.Planning;

/// <summary>
/// Weighted A* (Hart, Nilsson and Raphael 1968; Pohl 1970): always goes on from the states with the lowest cost so far plus
/// weighted estimate. A state reached at a lower cost than before is gone through again, so that nothing is asked of the
/// estimates' consistency.
/// </summary>
/// <remarks>
/// Deterministic: equal states are ordered by their estimate and then by when they were first met. A queue that runs
/// empty has seen every state that can be reached, which proves that there is no plan.
/// </remarks>
public static class BestFirstSearch
{
    /// <summary>Looks for a plan.</summary>
    /// <typeparam name="TState">A state.</typeparam>
    /// <param name="space">The states and actions.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="costToGo">Estimates states.</param>
    /// <param name="options">Weight and batches.</param>
    /// <param name="limits">What the search may spend.</param>
    /// <param name="trace">Receives every batch, or null.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static PlanningResult Run<TState>(
        IStateSpace<TState> space, TState start, ICostToGo<TState> costToGo, BestFirstOptions options, PlanningLimits limits,
        IPlanningTrace? trace = null, CancellationToken cancellation = default)
        where TState : unmanaged, IEquatable<TState>
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1, nameof(options));
        if (!(options.Weight >= 0 && float.IsFinite(options.Weight)))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"A weight of {options.Weight}.");
        }

        var run = new PlanningRun<TState>(space, costToGo, limits, trace, cancellation);
        try
        {
            var open = new OpenStates<TState>(run, options);
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

            return run.WithoutPlan(PlanningEnd.Unreachable);
        }
        catch (PlanningLimitException limit)
        {
            return run.WithoutPlan(limit.End);
        }
    }
}
