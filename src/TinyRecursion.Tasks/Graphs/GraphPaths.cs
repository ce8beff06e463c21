namespace TinyRecursion.Tasks.Graphs;

/// <summary>Reads paths out of distances: each step back goes along an edge that takes exactly the difference of its ends' distances.</summary>
/// <param name="graph">The graph.</param>
/// <param name="distances">For each node its distance in units, or <see cref="GraphDistances.Unreachable"/>.</param>
internal sealed class GraphPaths(WeightedGraph graph, IReadOnlyList<long> distances)
{
    private readonly int[] _parents = Parents(graph, distances);

    /// <summary>A shortest path, of those with the fewest edges, which is the same whatever found the distances.</summary>
    /// <param name="target">Where to.</param>
    /// <returns>The nodes from the source to the target; null where the distances say that there is none, or are wrong.</returns>
    public IReadOnlyList<int>? To(int target)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)target, (uint)_parents.Length, nameof(target));
        if (_parents[target] < 0)
        {
            return null;
        }

        var path = new List<int> { target };
        while (path[^1] != graph.Source)
        {
            path.Add(_parents[path[^1]]);
        }

        path.Reverse();
        return path;
    }

    // Breadth first from the source over tight edges alone, so that edges of weight 0 cannot lead in circles.
    private static int[] Parents(WeightedGraph graph, IReadOnlyList<long> distances)
    {
        if (distances.Count != graph.Nodes)
        {
            throw new ArgumentException($"{distances.Count} distances for {graph.Nodes} nodes.", nameof(distances));
        }

        var parents = new int[graph.Nodes];
        Array.Fill(parents, -1);
        parents[graph.Source] = graph.Source;
        var open = new Queue<int>([graph.Source]);
        while (open.TryDequeue(out int node))
        {
            ReadOnlySpan<int> heads = graph.Arcs.HeadsOf(node);
            ReadOnlySpan<long> weights = graph.Arcs.WeightsOf(node);
            for (int i = 0; i < heads.Length; i++)
            {
                if (parents[heads[i]] < 0 && distances[heads[i]] >= 0 && distances[heads[i]] - distances[node] == weights[i])
                {
                    parents[heads[i]] = node;
                    open.Enqueue(heads[i]);
                }
            }
        }

        return parents;
    }
}
