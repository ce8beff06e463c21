namespace TinyRecursion.Tasks.Graphs;

/// <summary>The shapes of graphs that <see cref="GraphGenerator"/> makes.</summary>
public enum GraphKind
{
    /// <summary>Edges between random nodes.</summary>
    Random,

    /// <summary>One node after the other.</summary>
    Path,

    /// <summary>One node in the middle of all others.</summary>
    Star,

    /// <summary>A square grid, four neighbours.</summary>
    Grid,

    /// <summary>Each node joins others with a probability in proportion to the edges that they have (Barabási and Albert 1999).</summary>
    ScaleFree,
}
