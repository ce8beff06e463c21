namespace TinyRecursion.Recursion.Search;

/// <summary>What propagation makes of a node.</summary>
public enum NodeStatus
{
    /// <summary>Several choices are left.</summary>
    Open,

    /// <summary>Nothing is left to choose and the node is an answer.</summary>
    Solved,

    /// <summary>No answer lies below the node.</summary>
    Contradiction,
}
