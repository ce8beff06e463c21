using System.Globalization;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// A sparse graph with weights, one source and the targets that are asked for. Weights are exact: whole numbers of a unit
/// of <c>10^-Decimals</c>. Immutable and safe to share between threads.
/// </summary>
public sealed class WeightedGraph : IInstance
{
    /// <summary>The most nodes.</summary>
    public const int MaximumNodes = 1_000_000;

    /// <summary>The most edges.</summary>
    public const int MaximumEdges = 4_000_000;

    /// <summary>The most decimals of a weight.</summary>
    public const int MaximumDecimals = 18;

    /// <summary>The most that all weights add up to, in units, so that no distance overflows.</summary>
    public const long MaximumTotal = 1L << 60;

    private readonly string[] _names;
    private readonly GraphEdge[] _edges;
    private readonly int[] _targets;
    private readonly Lazy<GraphArcs> _arcs;

    /// <summary>Builds a graph.</summary>
    /// <param name="names">The nodes' names, distinct, at least one.</param>
    /// <param name="edges">The edges.</param>
    /// <param name="directed">Whether an edge leads one way only.</param>
    /// <param name="source">The node that distances are measured from.</param>
    /// <param name="targets">The nodes that are asked for; empty for all.</param>
    /// <param name="decimals">Decimals of the weights, <c>0..18</c>.</param>
    /// <param name="line">The line of the file where it begins; 0 for none.</param>
    /// <exception cref="ArgumentException">
    /// A name cannot be written or occurs twice, a node lies outside the range, a weight is negative, the weights add up to too much, or there is more of
    /// something than the limits allow.
    /// </exception>
    public WeightedGraph(
        IReadOnlyList<string> names, IReadOnlyList<GraphEdge> edges, bool directed, int source, IReadOnlyList<int> targets,
        int decimals = 0, int line = 0)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, MaximumDecimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(names.Count, MaximumNodes, nameof(names));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(edges.Count, MaximumEdges, nameof(edges));
        RequireNode(source, names.Count);
        RequireNames(names);
        long total = 0;
        _edges = new GraphEdge[edges.Count];
        for (int i = 0; i < _edges.Length; i++)
        {
            GraphEdge edge = _edges[i] = edges[i];
            RequireNode(edge.From, names.Count);
            RequireNode(edge.To, names.Count);
            if (edge.Weight < 0 || edge.Weight > MaximumTotal - total)
            {
                throw new ArgumentException($"A weight is {edge.Weight}: none may be negative, and all together at most {MaximumTotal}.", nameof(edges));
            }

            total += edge.Weight;
        }

        foreach (int target in targets)
        {
            RequireNode(target, names.Count);
        }

        _names = [.. names];
        _targets = [.. targets];
        (Directed, Source, Decimals, Line) = (directed, source, decimals, line);
        _arcs = new Lazy<GraphArcs>(() => new GraphArcs(_names.Length, _edges, Directed));
    }

    /// <summary>The nodes' names.</summary>
    public ReadOnlySpan<string> Names => _names;

    /// <summary>The number of nodes.</summary>
    public int Nodes => _names.Length;

    /// <summary>The edges as they were written down.</summary>
    public ReadOnlySpan<GraphEdge> Edges => _edges;

    /// <summary>Whether an edge leads one way only.</summary>
    public bool Directed { get; }

    /// <summary>The node that distances are measured from.</summary>
    public int Source { get; }

    /// <summary>The nodes that are asked for; empty for all.</summary>
    public ReadOnlySpan<int> Targets => _targets;

    /// <summary>Decimals of the weights: a unit is <c>10^-Decimals</c>.</summary>
    public int Decimals { get; }

    /// <summary>The line of the file where the graph begins, 0 for none.</summary>
    public int Line { get; }

    /// <summary>The ways out of each node.</summary>
    internal GraphArcs Arcs => _arcs.Value;

    /// <summary>A number of units as it is written: <c>2.5</c> for 25 units of one decimal.</summary>
    public string Write(long units)
    {
        if (Decimals == 0)
        {
            return units.ToString(CultureInfo.InvariantCulture);
        }

        string digits = units.ToString(CultureInfo.InvariantCulture).PadLeft(Decimals + 1, '0');
        string text = $"{digits.AsSpan(0, digits.Length - Decimals)}.{digits.AsSpan(digits.Length - Decimals)}";
        return text.TrimEnd('0').TrimEnd('.');
    }

    private static void RequireNames(IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (GraphNames.Problem(name) is { } problem)
            {
                throw new ArgumentException($"The name of node {seen.Count} {problem}.", nameof(names));
            }

            if (!seen.Add(name))
            {
                throw new ArgumentException($"Two nodes have the name {name}.", nameof(names));
            }
        }
    }

    private static void RequireNode(int node, int nodes)
    {
        if ((uint)node >= (uint)nodes)
        {
            throw new ArgumentException($"Node {node} lies outside 0..{nodes - 1}.");
        }
    }
}
