namespace TinyRecursion.Tasks.Graphs;

/// <summary>Exact distances in plain code (Dijkstra 1959), to check and to label with.</summary>
internal static class GraphDistances
{
    /// <summary>Stands for the distance of a node that cannot be reached.</summary>
    public const long Unreachable = -1;

    /// <summary>The distance of every node from the source, in units, or <see cref="Unreachable"/>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="cancellation">Ends it.</param>
    public static long[] Of(WeightedGraph graph, CancellationToken cancellation = default)
    {
        var distances = new long[graph.Nodes];
        Array.Fill(distances, Unreachable);
        var queue = new PriorityQueue<int, long>();
        queue.Enqueue(graph.Source, 0);
        while (queue.TryDequeue(out int node, out long distance))
        {
            if (distances[node] != Unreachable)
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            distances[node] = distance;
            ReadOnlySpan<int> heads = graph.Arcs.HeadsOf(node);
            ReadOnlySpan<long> weights = graph.Arcs.WeightsOf(node);
            for (int i = 0; i < heads.Length; i++)
            {
                if (distances[heads[i]] == Unreachable)
                {
                    queue.Enqueue(heads[i], distance + weights[i]);
                }
            }
        }

        return distances;
    }
}
