namespace TinyRecursion.Edge;

/// <summary>Sizes of a program that <see cref="EdgeExporter"/> makes. All memory is laid out when it is compiled, so that they are bounds.</summary>
public sealed record EdgeOptions
{
    /// <summary>Most cells of an instance; null for what the task needs. An instance with more is refused by the program.</summary>
    public int? Cells { get; init; }

    /// <summary>Most groups of a relation, where the task does not know; null for as many as cells.</summary>
    public int? Groups { get; init; }

    /// <summary>Most members of all groups of a relation together, where the task does not know; null for four times the cells.</summary>
    public int? Members { get; init; }

    /// <summary>Bytes of read-only memory that constants and code may take; null for any number.</summary>
    public long? Flash { get; init; }

    /// <summary>Bytes of memory that static data and stack may take; null for any number.</summary>
    public long? Ram { get; init; }
}
