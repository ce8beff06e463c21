using TinyRecursion.Assurance.Checker.Reading;

namespace TinyRecursion.Assurance.Checker.Answers;

/// <summary>
/// Graphs: the distance of every node from the source. No edge leads to its end in less, so none is too long; every node that can be reached is
/// reached over edges that take exactly the difference of their ends, so none is too short.
/// </summary>
internal static class GraphProof
{
    private const int MaximumNodes = 1_000_000, MaximumDecimals = 18;
    private const long MaximumTotal = 1L << 60;

    public static string? Check(ref ProofReader reader)
    {
        reader.ReadClaim("distances");
        int directed = reader.Number("directed", 0, 1), nodes = reader.Number("nodes", 1, MaximumNodes), source = reader.Number("source", 0, nodes - 1);
        reader.Number("decimals", 0, MaximumDecimals);
        long[] edges = reader.Numbers<long>("edges", 0, MaximumTotal);
        long total = 0;
        for (int i = 0; i < edges.Length; i += 3)
        {
            total += i + 2 < edges.Length && edges[i] < nodes && edges[i + 1] < nodes && edges[i + 2] <= MaximumTotal - total ? edges[i + 2]
                : throw reader.Error($"edge {i / 3} is not two nodes of {nodes} and a weight, all weights together at most {MaximumTotal}");
        }

        int[] targets = reader.Numbers<int>("targets", 0, nodes - 1);
        long[] distances = reader.Numbers<long>("distances", -1, MaximumTotal);
        int[][] paths = reader.Lists<int>("paths", 0, nodes - 1);
        return distances.Length != nodes || paths.Length != targets.Length
            ? throw reader.Error($"{distances.Length} distances for {nodes} nodes, {paths.Length} paths for {targets.Length} targets")
            : CheckDistances(edges, directed == 0, source, distances, out long[] exact) ?? CheckPaths(source, targets, distances, paths, exact);
    }

    private static string? CheckDistances(long[] edges, bool bothWays, int source, long[] distances, out long[] exact)
    {
        var arcs = new List<long>();
        exact = [];
        for (int way = 0; way < (bothWays ? 2 : 1); way++)
        {
            for (int i = 0; i < edges.Length; i += 3)
            {
                (int from, int to, long weight) = ((int)edges[i + way], (int)edges[i + 1 - way], edges[i + 2]);
                if (distances[from] >= 0 && (distances[to] < 0 || distances[to] > distances[from] + weight))
                {
                    return $"node {to} has distance {distances[to]}, edge {i / 3} from node {from} leads there in {distances[from] + weight}";
                }

                if (distances[from] >= 0 && distances[to] == distances[from] + weight)
                {
                    arcs.Add(Arc(from, to));
                }
            }
        }

        exact = [.. arcs];
        Array.Sort(exact);
        bool[] supported = Reach(source, distances.Length, exact);
        int alone = Enumerable.Range(0, distances.Length).FirstOrDefault(node => distances[node] >= 0 && !supported[node], -1);
        return distances[source] != 0 ? $"the source, node {source}, has distance {distances[source]}"
            : alone >= 0 ? $"node {alone} has distance {distances[alone]}, and no path of that length leads there" : null;
    }

    private static string? CheckPaths(int source, int[] targets, long[] distances, int[][] paths, long[] exact)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            int[] path = paths[i];
            if (distances[targets[i]] < 0 ? path.Length > 0 : path.Length == 0 || path[0] != source || path[^1] != targets[i])
            {
                return $"path {i} does not lead from the source to node {targets[i]}{(distances[targets[i]] < 0 ? ", which cannot be reached" : string.Empty)}";
            }

            for (int step = 1; step < path.Length; step++)
            {
                if (Array.BinarySearch(exact, Arc(path[step - 1], path[step])) < 0)
                {
                    return $"path {i}, step {step}: no edge of a shortest path leads from node {path[step - 1]} to node {path[step]}";
                }
            }
        }

        return null;
    }

    private static bool[] Reach(int source, int nodes, long[] exact)
    {
        var reached = new bool[nodes];
        var open = new Stack<int>([source]);
        while (open.TryPop(out int node))
        {
            // No arc has the number before a node's first, so that the search ends where its arcs begin.
            for (int at = ~Array.BinarySearch(exact, Arc(node, 0) - 1); !reached[node] && at < exact.Length && exact[at] >> 32 == node; at++)
            {
                open.Push((int)(uint)exact[at]);
            }

            reached[node] = true;
        }

        return reached;
    }

    private static long Arc(int from, int to) => ((long)from << 32) | (uint)to;
}
