using TinyRecursion.Execution.Finite;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Radius;

/// <summary>Which local rules have a radius here, and how one cell of them is laid out.</summary>
internal static class LocalSupport
{
    /// <summary>Refuses a rule with an operation that has no line below it here.</summary>
    /// <exception cref="ArgumentException">It has one; the message names it.</exception>
    public static void Require(RuleGraph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Operation is not (Operation.State or Operation.Gather or Operation.Embed or Operation.Linear or Operation.Add or Operation.Relu
                or Operation.Multiply or Operation.Scale or Operation.Snap))
            {
                throw new ArgumentException($"The radius of weights is not worked out for operation '{node.Operation.Kind}'.");
            }
        }
    }

    /// <summary>Writes what a cell reads: its own symbol, and those of its neighbours side by side.</summary>
    /// <param name="shape">What a cell looks at.</param>
    /// <param name="inputs">Features, own symbol if it is read, neighbours' symbols.</param>
    /// <param name="own">Receives the cell's state.</param>
    /// <param name="around">Receives its neighbours' states.</param>
    public static void Write(FiniteShape shape, ReadOnlySpan<int> inputs, Span<float> own, Span<float> around)
    {
        own.Clear();
        around.Clear();
        if (shape.ReadsOwn)
        {
            shape.Write(inputs[shape.FeatureKinds.Count], own);
        }

        for (int slot = 0; slot < shape.Degree; slot++)
        {
            shape.Write(inputs[^(shape.Degree - slot)], around.Slice(slot * shape.StateWidth, shape.StateWidth));
        }
    }
}
