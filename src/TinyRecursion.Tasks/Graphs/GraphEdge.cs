namespace TinyRecursion.Tasks.Graphs;

/// <summary>An edge as it was written down.</summary>
/// <param name="From">The node it leaves, an index into <see cref="WeightedGraph.Names"/>.</param>
/// <param name="To">The node it reaches; the same as <paramref name="From"/> for a loop.</param>
/// <param name="Weight">Its length, at least zero, in units of the graph (see <see cref="WeightedGraph.Decimals"/>).</param>
public readonly record struct GraphEdge(int From, int To, long Weight);
