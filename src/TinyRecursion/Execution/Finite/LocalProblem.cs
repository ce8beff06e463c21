using TinyRecursion.Problems;

namespace TinyRecursion.Execution.Finite;

/// <summary>
/// Combinations of inputs laid out as a problem, so that a rule can be run on them as it runs on any other: first one
/// cell for each symbol, which only holds that symbol, then one cell for each combination, whose neighbours are those.
/// </summary>
internal sealed class LocalProblem
{
    /// <summary>Lays combinations out.</summary>
    /// <param name="shape">What a cell looks at.</param>
    /// <param name="keys">The combinations' numbers, see <see cref="FiniteShape.Key"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside the shape.</exception>
    public LocalProblem(FiniteShape shape, ReadOnlySpan<long> keys)
    {
        First = shape.Degree > 0 ? shape.Symbols - 1 : 0;
        int cells = First + keys.Length, columns = shape.FeatureKinds.Count;
        int[] features = new int[cells * columns], neighbours = new int[cells * shape.Degree];
        Array.Fill(neighbours, NeighbourRelation.None);
        State = new float[cells * shape.StateWidth];
        for (int symbol = 1; symbol <= First; symbol++)
        {
            shape.Write(symbol, State.AsSpan((symbol - 1) * shape.StateWidth));
        }

        Span<int> inputs = stackalloc int[shape.InputCount];
        for (int i = 0; i < keys.Length; i++)
        {
            int cell = First + i;
            shape.Inputs(keys[i], inputs);
            inputs[..columns].CopyTo(features.AsSpan(cell * columns));
            if (shape.ReadsOwn)
            {
                shape.Write(inputs[columns], State.AsSpan(cell * shape.StateWidth));
            }

            // Symbol 0 is what a missing neighbour counts as.
            for (int slot = 0; slot < shape.Degree; slot++)
            {
                neighbours[(cell * shape.Degree) + slot] = inputs[^(shape.Degree - slot)] - 1;
            }
        }

        Relation[] relations = shape.Relation is { } name ? [new NeighbourRelation(name, cells, shape.Degree, neighbours)] : [];
        Problem = new Problem(new Topology(cells, relations), columns, features);
    }

    /// <summary>The problem.</summary>
    public Problem Problem { get; }

    /// <summary>The state to start from, cells × state width.</summary>
    public float[] State { get; }

    /// <summary>The cell of the first combination; the others follow in order.</summary>
    public int First { get; }
}
