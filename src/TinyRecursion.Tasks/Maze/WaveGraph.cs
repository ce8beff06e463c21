using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Maze;

/// <summary>The graph of the learned wave rule.</summary>
/// <remarks>
/// <code>
/// h  = relu(z Wz + [z_down ‖ z_left ‖ z_right ‖ z_up] Wn + embed(kind))     hidden, cells × h
/// z' = snap(h Wo + bo)                                                     state, cells × 10; symbol 0 is zeros
/// score = z' wr + br                                                       above zero for symbols on the path
/// </code>
/// A step looks at a cell and its four neighbours alone, so the rule is a map over a finite set, see
/// <see cref="WaveSpecification"/>. The readout is not learned: <see cref="SetReadout"/>.
/// </remarks>
internal static class WaveGraph
{
    private const int Entries = WaveSpecification.Symbols - 1;

    /// <summary>Builds the graph.</summary>
    /// <param name="hidden">Hidden width, at least one.</param>
    public static RuleGraph Create(int hidden)
    {
        var b = new RuleGraphBuilder(Entries, MazeGrid.FeatureColumns);
        int z = b.State();
        int h = b.Relu(b.Add(
            b.Linear(z, hidden, "own", bias: false),
            b.Linear(b.Gather(z, MazeGrid.Relation, MazeGrid.Degree), hidden, "around", bias: false),
            b.Embed(0, MazeGrid.Kinds, hidden, "kind")));
        int next = b.Snap(b.Linear(h, Entries, "symbol", bias: true), Entries);
        return b.Build(next, b.Linear(next, 1, "readout", bias: true));
    }

    /// <summary>Sets the readout: 1 for symbols on the path, -1 for the others.</summary>
    /// <param name="graph">A graph of <see cref="Create"/>.</param>
    /// <param name="parameters">Its flat parameter vector, changed in place.</param>
    public static void SetReadout(RuleGraph graph, Span<float> parameters)
    {
        int weight = graph.Weights.First(shape => shape.Name == "readout.weight").Offset;
        for (int entry = 0; entry < Entries; entry++)
        {
            parameters[weight + entry] = WaveSpecification.IsOnPath((WaveSymbol)(entry + 1)) ? 2f : 0f;
        }

        parameters[graph.Weights.First(shape => shape.Name == "readout.bias").Offset] = -1f;
    }
}
