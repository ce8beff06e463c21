namespace TinyRecursion.Assurance.Verification;

/// <summary>How a property is verified.</summary>
public sealed record VerificationOptions
{
    /// <summary>Threads of the search, 1 or more. The verdict does not depend on it; which unsafe point is found may.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The time after which the property is unknown; null for none. Checking a proof counts.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The most boxes that are searched; they are what takes memory, about 500 bytes each and more with many inputs.</summary>
    public long MostBoxes { get; init; } = 20_000_000;
}
