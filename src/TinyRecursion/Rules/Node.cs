using TinyRecursion.Operations;

namespace TinyRecursion.Rules;

/// <summary>One operation of a rule's graph with where its inputs come from.</summary>
/// <param name="Operation">What is computed.</param>
/// <param name="Inputs">Indices of earlier nodes.</param>
/// <param name="Shape">The shape of the result.</param>
internal sealed record Node(Operation Operation, IReadOnlyList<int> Inputs, ValueShape Shape);
