namespace TinyRecursion.Tasks.Graphs;

/// <summary>Checks answers by the edges alone: it knows no model and finds no distance itself.</summary>
internal static class GraphChecker
{
    private const int MaximumReasons = 4;

    /// <summary>
    /// Whether distances are those of shortest paths. No edge may lead to its end in less than the end's distance, so none is
    /// too long; and every node but the source must be reached from it over edges that take exactly the difference of
    /// their ends' distances, so none is too short. Both together prove every distance, and that a node called
    /// unreachable is.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="distances">For each node its distance in units, or <see cref="GraphDistances.Unreachable"/>.</param>
    /// <exception cref="ArgumentException">There are not as many distances as nodes.</exception>
    public static GraphVerdict Check(WeightedGraph graph, ReadOnlySpan<long> distances)
    {
        if (distances.Length != graph.Nodes)
        {
            throw new ArgumentException($"{distances.Length} distances for {graph.Nodes} nodes.", nameof(distances));
        }

        var reasons = new List<string>();
        int wrong = 0;
        if (distances[graph.Source] != 0)
        {
            Report($"the source {graph.Names[graph.Source]} has distance {Text(graph, distances[graph.Source])}, not 0");
        }

        var tight = new List<int>[graph.Nodes];
        foreach (GraphEdge edge in graph.Edges)
        {
            Look(edge.From, edge.To, edge.Weight, distances);
            if (!graph.Directed)
            {
                Look(edge.To, edge.From, edge.Weight, distances);
            }
        }

        bool[] supported = Reach(graph.Source, tight);
        for (int node = 0; node < supported.Length; node++)
        {
            if (distances[node] != GraphDistances.Unreachable && !supported[node])
            {
                Report($"{graph.Names[node]} is said to be {Text(graph, distances[node])} away, but no path of that length is there");
            }
        }

        return new GraphVerdict(reasons, wrong);

        void Look(int from, int to, long weight, ReadOnlySpan<long> given)
        {
            if (given[from] < 0)
            {
                return;
            }

            if (given[to] < 0 || given[to] - given[from] > weight)
            {
                Report($"{graph.Names[to]} is said to be {Text(graph, given[to])}, but the edge from {graph.Names[from]} leads there in {Text(graph, given[from] + weight)}");
            }
            else if (given[to] - given[from] == weight)
            {
                (tight[from] ??= []).Add(to);
            }
        }

        void Report(string reason)
        {
            wrong++;
            if (reasons.Count < MaximumReasons)
            {
                reasons.Add(reason);
            }
        }
    }

    /// <summary>Whether a path leads from the source to a node in a length, replayed edge by edge.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The nodes in order.</param>
    /// <param name="target">Where it is to lead.</param>
    /// <param name="length">The length that is claimed, in units.</param>
    public static GraphVerdict CheckPath(WeightedGraph graph, ReadOnlySpan<int> path, int target, long length)
    {
        if (path.IsEmpty || path[0] != graph.Source || path[^1] != target)
        {
            return new GraphVerdict(["the path does not lead from the source to the target"], 1);
        }

        var edges = new Dictionary<(int From, int To), long>();
        foreach (GraphEdge edge in graph.Edges)
        {
            Keep(edge.From, edge.To, edge.Weight);
            if (!graph.Directed)
            {
                Keep(edge.To, edge.From, edge.Weight);
            }
        }

        long walked = 0;
        for (int i = 1; i < path.Length; i++)
        {
            if (!edges.TryGetValue((path[i - 1], path[i]), out long weight))
            {
                return new GraphVerdict([$"no edge leads from {graph.Names[path[i - 1]]} to {graph.Names[path[i]]}"], 1);
            }

            walked += weight;
        }

        return walked == length
            ? new GraphVerdict([], 0)
            : new GraphVerdict([$"the path is {graph.Write(walked)} long, not {graph.Write(length)}"], 1);

        void Keep(int from, int to, long weight) =>
            edges[(from, to)] = edges.TryGetValue((from, to), out long known) ? Math.Min(known, weight) : weight;
    }

    private static bool[] Reach(int source, List<int>?[] next)
    {
        var reached = new bool[next.Length];
        var open = new Queue<int>([source]);
        reached[source] = true;
        while (open.TryDequeue(out int node))
        {
            foreach (int head in next[node] ?? [])
            {
                if (!reached[head])
                {
                    reached[head] = true;
                    open.Enqueue(head);
                }
            }
        }

        return reached;
    }

    private static string Text(WeightedGraph graph, long distance) => distance < 0 ? "unreachable" : graph.Write(distance);
}
