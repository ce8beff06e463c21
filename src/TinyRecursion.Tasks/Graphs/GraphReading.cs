namespace TinyRecursion.Tasks.Graphs;

/// <summary>What is said of graphs beside their file: it counts instead of what the file says.</summary>
/// <param name="Source">The node that distances are measured from, or null.</param>
/// <param name="Targets">The nodes that are asked for; empty for those of the file.</param>
/// <param name="Directed">Whether edges lead one way only, whatever the file says.</param>
internal sealed record GraphReading(string? Source, IReadOnlyList<string> Targets, bool Directed)
{
    /// <summary>Nothing is said.</summary>
    public static GraphReading None { get; } = new(null, [], false);
}
