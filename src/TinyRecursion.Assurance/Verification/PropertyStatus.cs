namespace TinyRecursion.Assurance.Verification;

/// <summary>What is known of a property.</summary>
public enum PropertyStatus
{
    /// <summary>Not decided: a limit ended the search, or boxes became too small.</summary>
    Unknown,

    /// <summary>The property holds: no input of the box is unsafe. A proof was made and checked.</summary>
    Holds,

    /// <summary>The property is violated: a point in the exact box is unsafe in exact arithmetic.</summary>
    Violated,
}
