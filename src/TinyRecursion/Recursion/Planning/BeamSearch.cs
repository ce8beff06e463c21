namespace TinyRecursion.Recursion.Planning;

/// <summary>
/// Beam search: all successors of a layer are estimated, and the best of them are the next layer. Finds plans quickly and
/// in little memory, not always the cheapest; a wider beam finds cheaper ones.
/// </summary>
/// <remarks>
/// Deterministic: states are ordered by cost so far plus estimate, equal ones by the order in which they were met. A state
/// is estimated once, however often it is met. A beam that never had to leave a state out has seen every state that can be
/// reached when it runs empty, which proves that there is no plan.
/// </remarks>
public static class BeamSearch
{
    /// <summary>Looks for a plan.</summary>
    /// <typeparam name="TState">A state.</typeparam>
    /// <param name="space">The states and actions.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="costToGo">Estimates states.</param>
    /// <param name="width">The most states of a layer, at least one.</param>
    /// <param name="limits">What the search may spend.</param>
    /// <param name="trace">Receives every layer, or null.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static PlanningResult Run<TState>(
        IStateSpace<TState> space, TState start, ICostToGo<TState> costToGo, int width, PlanningLimits limits,
        IPlanningTrace? trace = null, CancellationToken cancellation = default)
        where TState : unmanaged, IEquatable<TState>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var run = new PlanningRun<TState>(space, costToGo, limits, trace, cancellation);
        if (space.IsGoal(start))
        {
            return run.Found(start, []);
        }

        try
        {
            var layers = new BeamLayers<TState>(run, width);
            layers.Begin(start);
            while (layers.Count > 0)
            {
                if (layers.Expand())
                {
                    return run.Found(start, layers.Actions());
                }

                layers.Select();
                run.Record(layers.Count);
            }

            return run.WithoutPlan(layers.HasCut ? PlanningEnd.DeadEnd : PlanningEnd.Unreachable);
        }
        catch (PlanningLimitException limit)
        {
            return run.WithoutPlan(limit.End);
        }
    }
}
