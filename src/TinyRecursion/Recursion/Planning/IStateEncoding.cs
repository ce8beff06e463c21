using TinyRecursion.Problems;

namespace TinyRecursion.Recursion.Planning;

/// <summary>Shows states of a space to a rule, many of them as one problem, and turns what the rule reads out into costs.</summary>
/// <typeparam name="TState">A state.</typeparam>
internal interface IStateEncoding<TState>
    where TState : unmanaged, IEquatable<TState>
{
    /// <summary>The most states of one problem, at least one.</summary>
    int BatchSize { get; }

    /// <summary>Encodes states side by side. Cells of different states share no group, so that no state changes another's cost.</summary>
    /// <param name="states">The states, <c>1..BatchSize</c>.</param>
    Problem Encode(ReadOnlySpan<TState> states);

    /// <summary>Turns the logits of such a problem into costs.</summary>
    /// <param name="states">The states that were encoded.</param>
    /// <param name="logits">The problem's cells × readout width; there may be more cells than those of the states.</param>
    /// <param name="costs">Receives a cost for each state, see <see cref="ICostToGo{TState}.Estimate"/>.</param>
    void Decode(ReadOnlySpan<TState> states, ReadOnlySpan<float> logits, Span<float> costs);
}
