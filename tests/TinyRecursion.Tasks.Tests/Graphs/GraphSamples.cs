using CsCheck;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Tasks.Tests.Graphs;

/// <summary>Graphs to draw.</summary>
internal static class GraphSamples
{
    /// <summary>Graphs of up to 12 nodes with loops, parallel edges, weights of 0 and decimals.</summary>
    public static Gen<WeightedGraph> Any { get; } =
        from nodes in Gen.Int[1, 12]
        from directed in Gen.Bool
        from decimals in Gen.Int[0, 3]
        from edges in Gen.Select(Gen.Int[0, nodes - 1], Gen.Int[0, nodes - 1], Gen.Int[0, 30]).Array[0, 30]
        from source in Gen.Int[0, nodes - 1]
        from targets in Gen.Int[0, nodes - 1].Array[0, 3]
        select new WeightedGraph(
            [.. Enumerable.Range(0, nodes).Select(node => $"n{node}")],
            [.. edges.Select(edge => new GraphEdge(edge.Item1, edge.Item2, edge.Item3))],
            directed, source, targets, decimals);

    /// <summary>The same without weights of 0.</summary>
    public static Gen<WeightedGraph> Positive { get; } = Any.Select(graph => new WeightedGraph(
        graph.Names.ToArray(), [.. graph.Edges.ToArray().Select(edge => edge with { Weight = edge.Weight + 1 })],
        graph.Directed, graph.Source, graph.Targets.ToArray(), graph.Decimals));

    /// <summary>Distances by trying every intermediate node (Floyd 1962): slow, plain, and nothing like the code under test.</summary>
    public static long[] Floyd(WeightedGraph graph)
    {
        const long Far = long.MaxValue / 4;
        int n = graph.Nodes;
        long[,] d = new long[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                d[i, j] = i == j ? 0 : Far;
            }
        }

        foreach (GraphEdge edge in graph.Edges)
        {
            d[edge.From, edge.To] = Math.Min(d[edge.From, edge.To], edge.Weight);
            d[edge.To, edge.From] = graph.Directed ? d[edge.To, edge.From] : Math.Min(d[edge.To, edge.From], edge.Weight);
        }

        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    d[i, j] = Math.Min(d[i, j], d[i, k] + d[k, j]);
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(j => d[graph.Source, j] >= Far ? GraphDistances.Unreachable : d[graph.Source, j])];
    }
}
