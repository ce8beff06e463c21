namespace TinyRecursion.Tasks.Graphs;

/// <summary>What graphs to make.</summary>
public sealed record GraphGeneratorOptions
{
    /// <summary>The most nodes that are made.</summary>
    public const int MaximumNodes = 200_000;

    /// <summary>The largest weight that is made.</summary>
    public const int LargestWeight = 1_000_000;

    /// <summary>The shape.</summary>
    public GraphKind Kind { get; init; } = GraphKind.Random;

    /// <summary>Nodes, at least 1; a grid has the next square number below.</summary>
    public int Nodes { get; init; } = 20;

    /// <summary>Edges per node where the shape leaves it open, <c>0..16</c>.</summary>
    public double EdgesPerNode { get; init; } = 2;

    /// <summary>Weights are uniform whole numbers of 1 to this, <c>1..1,000,000</c>; 1 for paths counted in edges.</summary>
    public int MaximumWeight { get; init; } = 10;

    /// <summary>Whether edges lead one way only.</summary>
    public bool Directed { get; init; }

    /// <summary>Whether every node of a random graph can be reached from the source.</summary>
    public bool Connected { get; init; } = true;

    /// <summary>How many random nodes are asked for; 0 for all.</summary>
    public int Targets { get; init; }

    /// <summary>Makes sure that every option is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not.</exception>
    public void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Nodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Nodes, MaximumNodes);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumWeight, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumWeight, LargestWeight);
        ArgumentOutOfRangeException.ThrowIfNegative(Targets);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Targets, Nodes);
        if (!(EdgesPerNode is >= 0 and <= 16))
        {
            throw new ArgumentOutOfRangeException(nameof(EdgesPerNode), EdgesPerNode, "must be 0 to 16");
        }
    }
}
