using System.Globalization;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>Makes sparse graphs. Graph i of a seed depends on the seed, i and the settings alone.</summary>
internal sealed class GraphGenerator : InstanceGenerator
{
    public override VerbHelp Help => new(
        "Make sparse graphs, on standard output, a blank line between two.",
        "trm generate graphs --nodes 1000 --kind scalefree --count 10 --seed 7 > graphs.txt");

    public override int DefaultCount => 1;

    public override IReadOnlyList<Setting> Settings { get; } =
    [
        GraphSettings.Nodes, GraphSettings.Kind, GraphSettings.EdgesPerNode, GraphSettings.MaximumWeight, GraphSettings.Directed, GraphSettings.Loose,
        GraphSettings.Targets,
    ];

    public override IInstance Generate(ulong seed, ulong number, Settings settings, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Make(seed, number, settings);
    }

    public override void Write(TextWriter output, IEnumerable<IInstance> instances, Settings settings)
    {
        bool first = true;
        foreach (IInstance instance in instances)
        {
            if (!first)
            {
                output.WriteLine();
            }

            GraphFile.Write(output, (WeightedGraph)instance);
            first = false;
        }
    }

    /// <summary>Makes a graph whose nodes are named by numbers from 0, in random order.</summary>
    /// <exception cref="SettingException">More targets than nodes are asked for.</exception>
    internal static WeightedGraph Make(ulong seed, ulong number, Settings settings)
    {
        int asked = settings.Get(GraphSettings.Nodes), most = settings.Get(GraphSettings.Targets);
        if (most > asked)
        {
            throw new SettingException($"--targets must be 0 to {asked}, the number of nodes, not {most}");
        }

        SeededRandom random = SeededRandom.For(seed, number);
        GraphKind kind = settings.Get(GraphSettings.Kind);
        bool directed = settings.Get(GraphSettings.Directed);
        int side = (int)Math.Sqrt(asked);
        int nodes = kind == GraphKind.Grid ? side * side : asked;
        int[] order = Permutations.Draw(nodes, ref random);
        List<(int From, int To)> pairs = kind switch
        {
            GraphKind.Path => [.. Enumerable.Range(1, nodes - 1).Select(i => (i - 1, i))],
            GraphKind.Star => [.. Enumerable.Range(1, nodes - 1).Select(i => (0, i))],
            GraphKind.Grid => Grid(side),
            GraphKind.ScaleFree => ScaleFree(nodes, settings.Get(GraphSettings.EdgesPerNode), ref random),
            _ => RandomPairs(nodes, settings.Get(GraphSettings.EdgesPerNode), settings.Get(GraphSettings.Loose), ref random),
        };
        var edges = new GraphEdge[pairs.Count];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = new GraphEdge(order[pairs[i].From], order[pairs[i].To], 1 + random.NextInt32(settings.Get(GraphSettings.MaximumWeight)));
        }

        // A path, a star and a tree beneath random edges are reached as a whole from their first node.
        int source = directed || kind == GraphKind.Path ? order[0] : random.NextInt32(nodes);
        int[] targets = Permutations.Draw(nodes, ref random)[..Math.Min(nodes, most)];
        string[] names = [.. Enumerable.Range(0, nodes).Select(node => node.ToString(CultureInfo.InvariantCulture))];
        return new WeightedGraph(names, edges, directed, source, targets);
    }

    private static List<(int From, int To)> RandomPairs(int nodes, double edgesPerNode, bool loose, ref SeededRandom random)
    {
        var pairs = new List<(int From, int To)>();
        int edges = nodes == 1 ? 0 : (int)Math.Round(nodes * edgesPerNode);
        if (!loose)
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
