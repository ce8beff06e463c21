namespace TinyRecursion.Operations;

/// <summary>A relation of the problem that an operation follows.</summary>
/// <param name="Name">The relation's name.</param>
/// <param name="Degree">The number of neighbours that each cell must have; 0 for a relation of groups.</param>
internal sealed record RelationUse(string Name, int Degree)
{
    /// <summary>Whether the relation is one of groups rather than of neighbours.</summary>
    public bool IsGroups => Degree == 0;
}
