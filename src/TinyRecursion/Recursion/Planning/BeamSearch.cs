using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Recursion.Planning;

/// <summary>
/// Beam search: all successors of a layer are estimated, and the best of them are the next layer. Finds plans quickly and
/// in little memory, not always the cheapest; a wider beam finds cheaper ones.
/// </summary>
/// <remarks>
/// Deterministic unless a limit on time is set: states are ordered by cost so far plus estimate, equal ones by the order in
/// which they were met. A state is estimated once, however often it is met. A beam that never had to leave a state out has
/// seen every state that can be reached when it runs empty, which proves that there is no plan; otherwise it ends in a
/// <see cref="HaltReason.DeadEnd"/>. Its steps are states estimated.
/// </remarks>
/// <typeparam name="TState">A state.</typeparam>
/// <param name="space">The states and actions.</param>
/// <param name="costToGo">Estimates states.</param>
/// <param name="width">The most states of a layer, at least one.</param>
public sealed class BeamSearch<TState>(IStateSpace<TState> space, ICostToGo<TState> costToGo, int width) : IRecursion<TState, Plan>
    where TState : unmanaged, IEquatable<TState>
{
    /// <summary>
    /// When to give up; by default never. The bytes are those of the search's own structures and are never exceeded, not even
    /// while a table grows; what estimates work in comes on top.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below its range.</exception>
    public SearchLimits Limits { get; init => field = SearchLimits.Checked(value); } = new();

    /// <summary>What the limit on time is measured with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    private int Width { get; } = width >= 1 ? width : throw new ArgumentOutOfRangeException(nameof(width), $"A beam of {width} states.");

    /// <summary>Looks for a plan.</summary>
    /// <param name="problem">Where to start.</param>
    /// <param name="trace">Receives a <see cref="PlanningStep"/> for every layer, or null.</param>
    /// <param name="cancellation">Ends the search between batches.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    /// <exception cref="ArgumentException">An estimate is below zero or not a number.</exception>
    public PlanningOutcome Run(TState problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var run = new PlanningRun<TState>(space, costToGo, Limits, Clock, trace, cancellation);
        if (space.IsGoal(problem))
        {
            return run.Found(problem, []);
        }

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
        var layers = new BeamLayers<TState>(run, Width);
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

        return run.WithoutPlan(layers.HasCut ? HaltReason.DeadEnd : HaltReason.Refuted);
    }
}
