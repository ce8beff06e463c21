using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// A graph as <see cref="RelaxationRule"/> sees it: the topology of <see cref="GraphWave"/> with one cell an arc, however long it
/// is. Features: the kind (0 a node, 1 the source, 2 an arc), and the arc's weight in two parts of
/// <see cref="LimbBits"/> and the bits above.
/// </summary>
internal static class RelaxationProblem
{
    /// <summary>Bits of a number that one entry of the state, a float, holds exactly, and that a feature holds.</summary>
    public const int LimbBits = 24;

    /// <summary>Entries of the state that hold one number of at most 61 bits.</summary>
    public const int Limbs = 3;

    /// <summary>Features of a cell: its kind and the limbs of its weight.</summary>
    public const int Features = 1 + Limbs;

    /// <summary>The kind of the source.</summary>
    public const int SourceKind = 1;

    /// <summary>Encodes a graph.</summary>
    /// <param name="graph">The graph.</param>
    public static Problem Encode(WeightedGraph graph)
    {
        int cells = graph.Nodes + graph.Arcs.Count;
        int[] before = new int[cells], features = new int[cells * Features];
        before.AsSpan(0, graph.Nodes).Fill(NeighbourRelation.None);
        features[graph.Source * Features] = SourceKind;
        var into = new List<int>[graph.Nodes];
        for (int node = 0; node < into.Length; node++)
        {
            into[node] = [node];
        }

        for (int tail = 0, cell = graph.Nodes; tail < graph.Nodes; tail++)
        {
            ReadOnlySpan<int> heads = graph.Arcs.HeadsOf(tail);
            ReadOnlySpan<long> weights = graph.Arcs.WeightsOf(tail);
            for (int i = 0; i < heads.Length; i++, cell++)
            {
                before[cell] = tail;
                into[heads[i]].Add(cell);
                features[cell * Features] = SourceKind + 1;
                for (int limb = 0; limb < Limbs; limb++)
                {
                    features[(cell * Features) + 1 + limb] = (int)((weights[i] >> (limb * LimbBits)) & ((1 << LimbBits) - 1));
                }
            }
        }

        var topology = new Topology(
            cells,
            new NeighbourRelation(GraphWave.Before, cells, 1, before),
            new GroupRelation(GraphWave.Into, cells, [.. into.Select(members => members.ToArray())]));
        return new Problem(topology, Features, features);
    }
}
