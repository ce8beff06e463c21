namespace TinyRecursion.Tasks.Arc;

/// <summary>
/// A task: pairs that show what is to be done, and pairs to do it on. Equal to a task of the same name and pairs.
/// Immutable and safe to share between threads.
/// </summary>
/// <param name="Id">The task's name, not empty.</param>
/// <param name="Train">The pairs that are shown, at least one, all with outputs.</param>
/// <param name="Test">The pairs to solve; outputs may be absent.</param>
internal sealed record ArcTask(string Id, IReadOnlyList<ArcPair> Train, IReadOnlyList<ArcPair> Test)
{
    /// <summary>The task's name, not empty.</summary>
    public string Id { get; init; } = !string.IsNullOrEmpty(Id) ? Id : throw new ArgumentException("A task needs a name.", nameof(Id));

    /// <summary>The pairs that are shown, at least one, all with outputs.</summary>
    /// <exception cref="ArgumentException">There is no pair, or one without output.</exception>
    public IReadOnlyList<ArcPair> Train { get; init; } = Train.Count > 0 && Train.All(pair => pair.Output is not null)
        ? [.. Train]
        : throw new ArgumentException("Expected at least one pair to show, and an output in each.", nameof(Train));

    /// <summary>The pairs to solve; outputs may be absent.</summary>
    public IReadOnlyList<ArcPair> Test { get; init; } = [.. Test];

    /// <summary>Whether the name and all pairs are equal, in order.</summary>
    /// <param name="other">Another task.</param>
    public bool Equals(ArcTask? other) =>
        other is not null && Id == other.Id && Train.SequenceEqual(other.Train) && Test.SequenceEqual(other.Test);

    public override int GetHashCode() => HashCode.Combine(Id, Train.Count, Train[0], Test.Count);
}
