namespace TinyRecursion.Execution.Finite;

/// <summary>
/// What a local rule should do: for every combination of what a cell looks at, the symbol that it should take. What a
/// rule is trained on, proved against, and, as plain code, run by (<see cref="FiniteMachine.Of"/>).
/// Implementations are pure functions, safe on any number of threads.
/// </summary>
internal interface ILocalSpecification
{
    /// <summary>What a cell looks at.</summary>
    FiniteShape Shape { get; }

    /// <summary>The symbol that a cell should take.</summary>
    /// <param name="inputs">Features, own symbol if it is read, neighbours' symbols; see <see cref="FiniteShape.Key"/>.</param>
    int Next(ReadOnlySpan<int> inputs);
}
