namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// The ways out of each node: an undirected edge is two arcs, of parallel ones the lightest stays, and loops, which are
/// on no shortest path, are left out. Stored in compressed rows, heads rising within a tail. Immutable.
/// </summary>
internal sealed class GraphArcs
{
    private readonly int[] _starts;
    private readonly int[] _heads;
    private readonly long[] _weights;

    /// <summary>Collects the arcs of edges.</summary>
    /// <param name="nodes">The number of nodes.</param>
    /// <param name="edges">The edges, all between nodes of <c>0..nodes-1</c>.</param>
    /// <param name="directed">Whether an edge leads one way only.</param>
    public GraphArcs(int nodes, ReadOnlySpan<GraphEdge> edges, bool directed)
    {
        var arcs = new List<(int Tail, int Head, long Weight)>(edges.Length * (directed ? 1 : 2));
        foreach (GraphEdge edge in edges)
        {
            if (edge.From != edge.To)
            {
                arcs.Add((edge.From, edge.To, edge.Weight));
                if (!directed)
                {
                    arcs.Add((edge.To, edge.From, edge.Weight));
                }
            }
        }

        arcs.Sort();
        _starts = new int[nodes + 1];
        var heads = new List<int>(arcs.Count);
        var weights = new List<long>(arcs.Count);
        for (int i = 0; i < arcs.Count; i++)
        {
            // Sorted by weight within equal ends: the first of them is the lightest.
            if (i == 0 || (arcs[i].Tail, arcs[i].Head) != (arcs[i - 1].Tail, arcs[i - 1].Head))
            {
                heads.Add(arcs[i].Head);
                weights.Add(arcs[i].Weight);
                _starts[arcs[i].Tail + 1]++;
            }
        }

        for (int node = 0; node < nodes; node++)
        {
            _starts[node + 1] += _starts[node];
        }

        _heads = [.. heads];
        _weights = [.. weights];
    }

    /// <summary>The number of arcs.</summary>
    public int Count => _heads.Length;

    /// <summary>The nodes that the arcs of a node lead to, rising.</summary>
    /// <param name="tail">The node that they leave.</param>
    public ReadOnlySpan<int> HeadsOf(int tail) => _heads.AsSpan(_starts[tail], _starts[tail + 1] - _starts[tail]);

    /// <summary>The weights of the arcs of a node, in the order of <see cref="HeadsOf"/>.</summary>
    /// <param name="tail">The node that they leave.</param>
    public ReadOnlySpan<long> WeightsOf(int tail) => _weights.AsSpan(_starts[tail], _starts[tail + 1] - _starts[tail]);

    /// <summary>The weights of all arcs.</summary>
    public ReadOnlySpan<long> Weights => _weights;
}
