namespace TinyRecursion.Edge;

/// <summary>Sizes of a program that <see cref="EdgeExporter"/> makes. All memory is laid out when it is compiled, so that they are bounds.</summary>
public sealed record EdgeOptions
{
    /// <summary>Most cells of an instance; null for what the task needs. An instance with more is refused by the program.</summary>
    public int? Cells { get; init; }

    /// <summary>Most clauses of a formula, nodes of a graph, or groups of each relation of a rule without a program of its task; null for what suits the cells.</summary>
    public int? Groups { get; init; }

    /// <summary>Most literals of all clauses, nodes and arcs together, or members of all groups of each relation; null for what suits the groups.</summary>
    public int? Members { get; init; }

    /// <summary>Bytes of read-only memory that constants and code may take; null for any number.</summary>
    public long? Flash { get; init; }

    /// <summary>Bytes of memory that static data and stack may take; null for any number.</summary>
    public long? Ram { get; init; }
}
