namespace TinyRecursion.Operations;

/// <summary>The rows that one row of an operation's result depends on.</summary>
internal enum Reach
{
    /// <summary>The same row of its inputs, or the features of its cell.</summary>
    Row,

    /// <summary>The same row of its inputs and its index, so that cells cannot be exchanged.</summary>
    Position,

    /// <summary>The rows of a cell's ordered neighbours.</summary>
    Neighbours,

    /// <summary>The rows of a group's members, or of the groups of a cell.</summary>
    Group,

    /// <summary>All rows.</summary>
    All,
}
