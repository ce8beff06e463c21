using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Maze.Wave;

/// <summary>The graph of the wave rule as it is learned, and as it runs.</summary>
/// <remarks>
/// <code>
/// h  = relu(z Wz + [z_down ‖ z_left ‖ z_right ‖ z_up] Wn + kind)     hidden, cells × h
/// z' = snap(h Wo + bo)                                              state, cells × 10: symbol 0 is zeros
/// score = z' wr + br                                                above zero for symbols on the way
/// </code>
/// A step looks at a cell and its four neighbours alone, so what is learned is a map over a finite set. It is learned
/// without the recursion, as a classifier: six features (what stands there, and five symbols) look up a table each, and
/// eleven scores come out. Tables of symbols are the rows of Wz and Wn, less the row of the blank symbol, which goes to
/// the table of what stands there; scores are less that of the blank symbol. <see cref="Fold"/> does that.
/// </remarks>
public static class WaveGraph
{
    private const int Entries = WaveSpecification.Symbols - 1;

    /// <summary>The rule as it runs.</summary>
    /// <param name="hidden">Hidden width, at least one.</param>
    public static RuleGraph Running(int hidden)
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

    /// <summary>The rule as it is learned: a cell of a problem is a situation, the scores are those of its next symbol.</summary>
    /// <param name="hidden">Hidden width, at least one.</param>
    public static RuleGraph Learning(int hidden)
    {
        var b = new RuleGraphBuilder(hidden, WaveSituation.Length);
        int[] terms = [b.Embed(0, MazeGrid.Kinds, hidden, "kind"), .. Enumerable.Range(0, WaveSituation.Length - 1).Select(
            slot => b.Embed(slot + 1, WaveSpecification.Symbols, hidden, "slot" + slot))];
        int h = b.Relu(b.Add(terms));
        return b.Build(h, b.Linear(h, WaveSpecification.Symbols, "symbol", bias: true));
    }

    /// <summary>The parameters of <see cref="Running"/> that do what those of <see cref="Learning"/> do.</summary>
    /// <param name="hidden">The hidden width.</param>
    /// <param name="learned">The learned parameters.</param>
    public static float[] Fold(int hidden, float[] learned)
    {
        ArgumentNullException.ThrowIfNull(learned);
        RuleGraph from = Learning(hidden), to = Running(hidden);
        var parameters = new float[to.ParameterCount];
        Part(from, learned, "kind").CopyTo(Part(to, parameters, "kind"));
        for (int slot = 0; slot <= MazeGrid.Degree; slot++)
        {
            Span<float> table = Part(from, learned, "slot" + slot);
            Span<float> rows = slot == 0 ? Part(to, parameters, "own.weight") : Part(to, parameters, "around.weight").Slice((slot - 1) * Entries * hidden, Entries * hidden);
            for (int at = 0; at < rows.Length; at++)
            {
                rows[at] = table[hidden + at] - table[at % hidden];
            }

            Span<float> kinds = Part(to, parameters, "kind");
            for (int at = 0; at < kinds.Length; at++)
            {
                kinds[at] += table[at % hidden];
            }
        }

        LessBlank(Part(from, learned, "symbol.weight"), Part(to, parameters, "symbol.weight"));
        LessBlank(Part(from, learned, "symbol.bias"), Part(to, parameters, "symbol.bias"));
        Span<float> readout = Part(to, parameters, "readout.weight");
        for (int entry = 0; entry < Entries; entry++)
        {
            readout[entry] = WaveSpecification.IsOnPath((WaveSymbol)(entry + 1)) ? 2f : 0f;
        }

        Part(to, parameters, "readout.bias")[0] = -1f;
        return parameters;
    }

    private static void LessBlank(Span<float> scores, Span<float> entries)
    {
        for (int at = 0; at < entries.Length; at++)
        {
            (int row, int entry) = Math.DivRem(at, Entries);
            entries[at] = scores[(row * WaveSpecification.Symbols) + entry + 1] - scores[row * WaveSpecification.Symbols];
        }
    }

    private static Span<float> Part(RuleGraph graph, float[] parameters, string name)
    {
        WeightShape shape = graph.Weights.First(weight => weight.Name == name);
        return parameters.AsSpan(shape.Offset, shape.Count);
    }
}
