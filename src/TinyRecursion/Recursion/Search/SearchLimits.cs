namespace TinyRecursion.Recursion.Search;

/// <summary>How far a search goes before it gives up. Null stands for no limit.</summary>
public sealed record SearchLimits
{
    /// <summary>Most nodes, at least one. The root counts.</summary>
    public long? Nodes { get; init; }

    /// <summary>Most time, above zero. The only limit that makes a result depend on the machine.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Most bytes of open nodes as the branching estimates them, at least one.</summary>
    public long? Bytes { get; init; }

    /// <summary>Limits that are all in their ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is below its range.</exception>
    internal static SearchLimits Checked(SearchLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Nodes ?? 1, 1, nameof(Nodes));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limits.Time ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(Time));
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Bytes ?? 1, 1, nameof(Bytes));
        return limits;
    }
}
