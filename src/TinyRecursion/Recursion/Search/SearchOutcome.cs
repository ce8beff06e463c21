namespace TinyRecursion.Recursion.Search;

/// <summary>
/// How a search ended: with <see cref="HaltReason.Verified"/>, with <see cref="HaltReason.Refuted"/> when every possibility
/// was looked at and none is an answer, or with the limit at which it gave up.
/// </summary>
/// <typeparam name="TAnswer">The answer.</typeparam>
/// <param name="Answer">The first answer found, or the type's default.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Steps">Nodes looked at.</param>
public sealed record SearchOutcome<TAnswer>(TAnswer? Answer, HaltReason Reason, long Steps) : Outcome<TAnswer>(Answer, Reason, Steps)
{
    /// <summary>Nodes looked at, the root among them.</summary>
    public long Nodes => Steps;

    /// <summary>Nodes looked at until the first answer, that of the answer among them: what a guide can save; 0 where there is none.</summary>
    public long NodesToAnswer { get; init; }

    /// <summary>Most choices made one below the other.</summary>
    public int Depth { get; init; }

    /// <summary>Choices that were listed and not looked at.</summary>
    public long OpenNodes { get; init; }

    /// <summary>Most bytes that open nodes took at one time, as the branching estimates them.</summary>
    public long PeakBytes { get; init; }

    /// <summary>Answers found, all verified, at most as many as were asked for.</summary>
    public IReadOnlyList<TAnswer> Answers { get; init; } = [];

    /// <summary>Whether every possibility was looked at: there are no answers but these.</summary>
    public bool IsExhausted { get; init; }

    /// <summary>The limit at which it gave up, perhaps after an answer; <see cref="HaltReason.None"/> where it did not.</summary>
    public HaltReason Limit { get; init; }

    /// <summary>Whether it is proved that there is one answer and no other.</summary>
    public bool IsUnique => IsExhausted && Answers.Count == 1;
}
