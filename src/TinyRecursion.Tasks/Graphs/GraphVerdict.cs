namespace TinyRecursion.Tasks.Graphs;

/// <summary>The checker's verdict on distances or on a path.</summary>
/// <param name="Reasons">The first things that are wrong, in sentences; empty where the answer is right.</param>
/// <param name="Wrong">The number of things that are wrong.</param>
internal sealed record GraphVerdict(IReadOnlyList<string> Reasons, int Wrong)
{
    /// <summary>Whether the answer is right.</summary>
    public bool IsRight => Wrong == 0;

    /// <summary>All reasons given, or that the answer is right.</summary>
    public override string ToString() => IsRight
        ? "right"
        : string.Join("; ", Reasons) + (Wrong > Reasons.Count ? $"; {Wrong - Reasons.Count} more" : string.Empty);
}
