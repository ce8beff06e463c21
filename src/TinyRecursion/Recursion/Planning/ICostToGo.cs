namespace TinyRecursion.Recursion.Planning;

/// <summary>
/// Estimates what it costs to get from a state to a goal: a learned rule (<see cref="RuleCostToGo{TState}"/>) or plain
/// code. An estimate depends on its state alone, never on the other states of the batch. Safe to
/// share between threads.
/// </summary>
/// <typeparam name="TState">A state.</typeparam>
public interface ICostToGo<TState>
    where TState : unmanaged, IEquatable<TState>
{
    /// <summary>Estimates many states at once.</summary>
    /// <param name="states">The states.</param>
    /// <param name="costs">Receives an estimate for each: at least zero, or positive infinity where certainly no goal can be
    /// reached.</param>
    void Estimate(ReadOnlySpan<TState> states, Span<float> costs);
}
