using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// A graph as the learned rule sees it: a cell for each node, then for each arc a chain of as many cells as it is long, so
/// that one step of the rule is one unit of length. The distance of a node is the step at which it turns reached, less one.
/// </summary>
/// <remarks>
/// Relation <see cref="Before"/>: the cell before a cell of a chain, which is the arc's tail for the first one; none for a
/// node. Groups <see cref="Into"/>: a node together with the last cells of all arcs into it. One feature: a node, the
/// source, or a cell of an arc. A unit is the largest that divides every weight. Immutable.
/// </remarks>
internal sealed class GraphWave
{
    /// <summary>The neighbour relation.</summary>
    public const string Before = "before";

    /// <summary>The group relation.</summary>
    public const string Into = "into";

    /// <summary>The most cells: what a machine of 4 GB holds.</summary>
    public const int MaximumCells = 2_000_000;

    /// <summary>Cells for each node and arc beyond which weights, and not the graph, make the wave long.</summary>
    private const int LongChains = 16;

    /// <summary>Steps times cells that such a wave may take, less than a second on any machine.</summary>
    private const long MaximumWork = 1_000_000;

    private const int NodeKind = 0, SourceKind = 1, ArcKind = 2;

    private GraphWave(WeightedGraph graph, long unit, Problem problem)
    {
        (Graph, Unit, Problem) = (graph, unit, problem);
    }

    /// <summary>Kinds of cells, the values of the one feature.</summary>
    public static int Kinds => ArcKind + 1;

    /// <summary>The graph.</summary>
    public WeightedGraph Graph { get; }

    /// <summary>The length of one step, in the graph's units.</summary>
    public long Unit { get; }

    /// <summary>The problem; its first cells are the graph's nodes.</summary>
    public Problem Problem { get; }

    /// <summary>The reason why the wave cannot run on a graph, or null where it can.</summary>
    /// <param name="graph">The graph.</param>
    public static string? Refusal(WeightedGraph graph)
    {
        ReadOnlySpan<long> weights = graph.Arcs.Weights;
        if (weights.Contains(0))
        {
            return "a weight is 0, but the learned rule moves by one unit of length a step";
        }

        long unit = UnitOf(weights);
        Int128 cells = graph.Nodes;
        foreach (long weight in weights)
        {
            cells += weight / unit;
        }

        return cells <= MaximumCells
            ? null
            : $"the learned rule would need {cells} cells, one for each unit of length, and takes at most {MaximumCells}";
    }

    /// <summary>
    /// The reason why another rule should find a graph's distances: the wave cannot, or its steps and cells grow with the weights to more than
    /// they are worth; null where neither is so.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="cancellation">Ends it.</param>
    public static string? Detour(WeightedGraph graph, CancellationToken cancellation)
    {
        if (Refusal(graph) is { } refusal)
        {
            return refusal;
        }

        long unit = UnitOf(graph.Arcs.Weights), cells = graph.Nodes;
        foreach (long weight in graph.Arcs.Weights)
        {
            cells += weight / unit;
        }

        if (cells <= LongChains * ((long)graph.Nodes + graph.Arcs.Count))
        {
            return null;
        }

        long steps = (GraphDistances.Of(graph, cancellation).Max() / unit) + 1;
        return steps > MaximumWork / cells ? $"the learned rule would take {steps} steps on {cells} cells, one for each unit of length" : null;
    }

    /// <summary>Encodes a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <exception cref="ArgumentException">The wave cannot run on it, see <see cref="Refusal"/>.</exception>
    public static GraphWave Encode(WeightedGraph graph)
    {
        if (Refusal(graph) is { } refusal)
        {
            throw new ArgumentException($"The graph cannot be encoded: {refusal}.", nameof(graph));
        }

        long unit = UnitOf(graph.Arcs.Weights);
        var before = new List<int>();
        var into = new List<int>[graph.Nodes];
        for (int node = 0; node < into.Length; node++)
        {
            into[node] = [node];
            before.Add(NeighbourRelation.None);
        }

        for (int tail = 0; tail < graph.Nodes; tail++)
        {
            ReadOnlySpan<int> heads = graph.Arcs.HeadsOf(tail);
            ReadOnlySpan<long> weights = graph.Arcs.WeightsOf(tail);
            for (int i = 0; i < heads.Length; i++)
            {
                before.Add(tail);
                for (long at = 1; at < weights[i] / unit; at++)
                {
                    before.Add(before.Count - 1);
                }

                into[heads[i]].Add(before.Count - 1);
            }
        }

        int[] kinds = new int[before.Count];
        kinds.AsSpan(graph.Nodes).Fill(ArcKind);
        kinds[graph.Source] = SourceKind;
        var topology = new Topology(
            before.Count,
            new NeighbourRelation(Before, before.Count, 1, [.. before]),
            new GroupRelation(Into, before.Count, [.. into.Select(cells => cells.ToArray())]));
        return new GraphWave(graph, unit, new Problem(topology, 1, kinds));
    }

    /// <summary>For each cell the step after which it is reached: 1 for the source; <see cref="int.MaxValue"/> for never.</summary>
    /// <param name="distances">The distances of the nodes, in the graph's units, as <see cref="GraphDistances"/> finds them.</param>
    public int[] Arrivals(ReadOnlySpan<long> distances)
    {
        ReadOnlySpan<int> before = Problem.Topology.Neighbours(Before).Neighbours;
        var arrivals = new int[before.Length];
        for (int cell = 0; cell < arrivals.Length; cell++)
        {
            if (cell < Graph.Nodes)
            {
                arrivals[cell] = distances[cell] < 0 ? int.MaxValue : (int)(distances[cell] / Unit) + 1;
            }
            else
            {
                int previous = arrivals[before[cell]];
                arrivals[cell] = previous == int.MaxValue ? int.MaxValue : previous + 1;
            }
        }

        return arrivals;
    }

    private static long UnitOf(ReadOnlySpan<long> weights)
    {
        long unit = 0;
        foreach (long weight in weights)
        {
            long a = weight, b = unit;
            while (b != 0)
            {
                (a, b) = (b, a % b);
            }

            unit = a;
        }

        return Math.Max(1, unit);
    }
}
