using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>How <see cref="TilesPlanner"/> looks for moves.</summary>
public sealed record TilesPlanOptions
{
    /// <summary>States of a layer of beam search, at least one. More give shorter plans.</summary>
    public int Beam { get; init; } = 2000;

    /// <summary>The weight of best-first search instead of a beam, or null for the beam.</summary>
    public float? Weight { get; init; }

    /// <summary>When to give up.</summary>
    public SearchLimits Limits { get; init; } = new();

    /// <summary>How often a learned rule is applied to its own output, at least once.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Threads that estimate boards; they change the speed, never the plan.</summary>
    public int Threads { get; init; } = 1;
}
