namespace TinyRecursion.Recursion.Planning;

/// <summary>A state that one action leads to.</summary>
/// <typeparam name="TState">A state.</typeparam>
/// <param name="State">The state reached.</param>
/// <param name="Action">The action's number, which the space gives a meaning.</param>
/// <param name="Cost">What the action costs: finite and at least zero.</param>
public readonly record struct Successor<TState>(TState State, byte Action, float Cost)
    where TState : unmanaged, IEquatable<TState>;
