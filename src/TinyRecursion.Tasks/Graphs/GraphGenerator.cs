using System.Globalization;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>Makes sparse graphs. Graph i of a seed depends on the seed, i and the options alone.</summary>
public static class GraphGenerator
{
    /// <summary>Makes a graph whose nodes are named by numbers from 0, in random order.</summary>
    /// <param name="seed">Chooses the stream of graphs.</param>
    /// <param name="index">The graph within the stream.</param>
    /// <param name="options">What graphs to make.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static WeightedGraph Generate(ulong seed, ulong index, GraphGeneratorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        SeededRandom random = SeededRandom.For(seed, index);
        int side = (int)Math.Sqrt(options.Nodes);
        int nodes = options.Kind == GraphKind.Grid ? side * side : options.Nodes;
        int[] order = Permutations.Draw(nodes, ref random);
        List<(int From, int To)> pairs = options.Kind switch
        {
            GraphKind.Path => [.. Enumerable.Range(1, nodes - 1).Select(i => (i - 1, i))],
            GraphKind.Star => [.. Enumerable.Range(1, nodes - 1).Select(i => (0, i))],
            GraphKind.Grid => Grid(side),
            GraphKind.ScaleFree => ScaleFree(nodes, options.EdgesPerNode, ref random),
            _ => RandomPairs(nodes, options, ref random),
        };
        var edges = new GraphEdge[pairs.Count];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = new GraphEdge(order[pairs[i].From], order[pairs[i].To], 1 + random.NextInt32(options.MaximumWeight));
        }

        // A path, a star and a tree beneath random edges are reached as a whole from their first node.
        int source = options.Directed || options.Kind == GraphKind.Path ? order[0] : random.NextInt32(nodes);
        int[] targets = Permutations.Draw(nodes, ref random)[..Math.Min(nodes, options.Targets)];
        string[] names = [.. Enumerable.Range(0, nodes).Select(node => node.ToString(CultureInfo.InvariantCulture))];
        return new WeightedGraph(names, edges, options.Directed, source, targets);
    }

    private static List<(int From, int To)> RandomPairs(int nodes, GraphGeneratorOptions options, ref SeededRandom random)
    {
        var pairs = new List<(int From, int To)>();
        int edges = nodes == 1 ? 0 : (int)Math.Round(nodes * options.EdgesPerNode);
        if (options.Connected)
        {
            for (int node = 1; node < nodes; node++)
            {
                pairs.Add((random.NextInt32(node), node));
            }
        }

        while (pairs.Count < edges)
        {
            int from = random.NextInt32(nodes), to = random.NextInt32(nodes - 1);
            pairs.Add((from, to + (to >= from ? 1 : 0)));
        }

        return pairs;
    }

    private static List<(int From, int To)> Grid(int side)
    {
        var pairs = new List<(int From, int To)>();
        for (int cell = 0; cell < side * side; cell++)
        {
            if (cell % side < side - 1)
            {
                pairs.Add((cell, cell + 1));
            }

            if (cell / side < side - 1)
            {
                pairs.Add((cell, cell + side));
            }
        }

        return pairs;
    }

    private static List<(int From, int To)> ScaleFree(int nodes, double edgesPerNode, ref SeededRandom random)
    {
        var pairs = new List<(int From, int To)>();
        int each = Math.Max(1, (int)Math.Round(edgesPerNode));
        for (int node = 1; node < nodes; node++)
        {
            int known = pairs.Count;
            for (int i = 0; i < Math.Min(each, node); i++)
            {
                // The end of a random edge is a random node in proportion to its edges.
                (int from, int to) = known == 0 ? (0, 0) : pairs[random.NextInt32(known)];
                pairs.Add((random.NextInt32(2) == 0 ? from : to, node));
            }
        }

        return pairs;
    }
}
