namespace TinyRecursion.Recursion.Planning;

/// <summary>
/// What can be done in which state and at what cost: everything a planner knows of a problem. Immutable and safe to
/// share between threads.
/// </summary>
/// <typeparam name="TState">A state, as compact as the problem allows; two states are the same if they are equal.</typeparam>
public interface IStateSpace<TState>
    where TState : unmanaged, IEquatable<TState>
{
    /// <summary>The most successors that a state has, at least one.</summary>
    int MaximumSuccessors { get; }

    /// <summary>Lists what a state leads to, always in the same order. Called for every node: it allocates nothing.</summary>
    /// <param name="state">The state.</param>
    /// <param name="successors">Receives the successors; room for <see cref="MaximumSuccessors"/>.</param>
    /// <returns>How many there are.</returns>
    int Expand(TState state, Span<Successor<TState>> successors);

    /// <summary>64 bits that depend on all of a state. They decide how fast a search is, never what it finds.</summary>
    /// <param name="state">The state.</param>
    ulong Hash(TState state);

    /// <summary>Whether a state is one to reach.</summary>
    /// <param name="state">The state.</param>
    bool IsGoal(TState state);
}
