namespace TinyRecursion.Assurance.Verification.Search;

/// <summary>How a search of boxes ended.</summary>
internal enum SearchResult
{
    /// <summary>Nothing in the box is unsafe.</summary>
    Safe,

    /// <summary>A point is unsafe.</summary>
    Unsafe,

    /// <summary>A limit or a cancellation ended it.</summary>
    Stopped,

    /// <summary>A box is as small as doubles allow and still not decided.</summary>
    Stuck,
}
